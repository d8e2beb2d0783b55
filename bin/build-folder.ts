import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home';
import { programFolder } from './program-folder';

const program = programFolder();

/** The folder that images are built from: this repository if the program runs from its sources, else the home. */
export const buildFolder = existsSync(join(program, 'bin', 'commons.ts')) ? program : home.folder;
