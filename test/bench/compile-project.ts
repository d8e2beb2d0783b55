import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync, type Options } from '@swc/core';

/** Folders that hold what the program runs or reads. */
const sources = ['bin', 'cdk8s', 'constructs', 'environments', 'lib', 'test/bench'] as const;

/** What ts-node asks of swc with our tsconfig.json, but for the source maps. */
const options: Options = {
  swcrc: false,
  module: { type: 'commonjs', strictMode: true },
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
};

/** Writes a copy of the project into `target` that Node runs without a loader, and returns `target`. */
export function compileProject(project: string, target: string): string {
  for (const source of sources) {
    for (const entry of readdirSync(join(project, source), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) compileFile(join(entry.parentPath, entry.name), project, target);
    }
  }
  compileFile(join(project, 'cdk.json'), project, target);
  symlinkSync(join(project, 'node_modules'), join(target, 'node_modules'));
  return target;
}

function compileFile(file: string, project: string, target: string): void {
  const copy = join(target, file.slice(project.length));
  mkdirSync(dirname(copy), { recursive: true });
  if (file.endsWith('.ts')) writeFileSync(copy.replace(/\.ts$/, '.js'), transformFileSync(file, options).code);
  else copyFileSync(file, copy);
}
