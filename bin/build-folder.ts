import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home';
import { programFolder } from './program-folder';

const program = programFolder();

/** Where images are built from: this repository for who works on the program, else the home. */
export const buildFolder = existsSync(join(program, 'bin', 'commons.ts')) ? program : home.folder;
