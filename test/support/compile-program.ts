import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Folders that hold what the program runs. */
const sources = ['bin', 'cdk8s', 'constructs', 'lib', 'model', 'test/bench', 'test/support'] as const;

/**
 * Writes the program below `project` into `target` as Node runs it without a loader, and returns `target`. It is what `npm run
 * build` makes, without the types and in a second.
 */
export function compileProgram(project: string, target: string): string {
  for (const source of sources) {
    for (const entry of readdirSync(join(project, source), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith('.ts'))
        compileBelow(join(entry.parentPath, entry.name), project, target);
    }
  }
  for (const file of ['cdk.json', 'package.json', 'renovate.json'])
    copyFileSync(join(project, file), join(target, file));
  for (const folder of ['ansible', 'docs', 'node_modules']) symlinkSync(join(project, folder), join(target, folder));
  return target;
}

const compileBelow = (file: string, project: string, target: string): void =>
  compileFile(file, join(target, file.slice(project.length)).replace(/\.ts$/, '.js'));

/** Writes one file as Node runs it to `copy`. */
export function compileFile(file: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, transformFileSync(file, options).code);
}

/** As jest compiles tests, and ts-node what it runs here. */
const options = { configFile: join(__dirname, 'swc.json') };
