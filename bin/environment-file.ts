import { join } from 'node:path';
import { SourceFile } from '../environments/source-file';
import { folders } from './project';

/** The file that says what an environment is, to tell a problem at its place. */
export const environmentFile = (name: string): SourceFile =>
  SourceFile.read(
    join(folders.environments, name, 'environment.yaml'),
    ['environments', name, 'environment.yaml'].join('/'),
  );
