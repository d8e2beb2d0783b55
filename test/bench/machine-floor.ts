import { readFileSync } from 'node:fs';
import type { MachineInput } from './floor-input';
import { loadModules } from './load-modules';
import { writeFiles } from './write-files';

/**
 * The least that any program costs which loads the libraries and writes the result: `machine-floor.js <input> <folder>`,
 * run as JavaScript.
 */
const [input = '', into = ''] = process.argv.slice(2);

/** Always true: the file was written by `writeMachineInput`. */
const isInput = (value: unknown): value is MachineInput => typeof value === 'object';

const content: unknown = JSON.parse(readFileSync(input, 'utf8'));
if (!isInput(content)) throw new Error(`${input} is no input`);
loadModules(content.modules);

writeFiles(content.files, into);
