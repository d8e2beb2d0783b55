import { join } from 'node:path';
import { SourceFile } from '../model/source-file';
import { home } from './home';

/** The file that says what an environment is, to tell a problem at its place. */
export const environmentFile = (name: string): SourceFile =>
  SourceFile.read(
    join(home.environments, name, 'environment.yaml'),
    ['environments', name, 'environment.yaml'].join('/'),
  );
