import { join } from 'node:path';
import { SourceFile } from '../model/source-file';
import { home } from './home';

/** The file that says what an environment is, to tell a problem at its place. */
export const environmentFile = (name: string): SourceFile => readHomeFile(name, 'environment.yaml');

/** The file with the digests of its images. */
export const imagesFile = (name: string): SourceFile => readHomeFile(name, 'images.yaml');

const readHomeFile = (name: string, file: string): SourceFile =>
  SourceFile.read(join(home.environments, name, file), ['environments', name, file].join('/'));
