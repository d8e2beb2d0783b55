import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Folders that hold what the program runs or reads. */
const sources = ['bin', 'cdk8s', 'constructs', 'environments', 'lib', 'test/bench'] as const;

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
  if (file.endsWith('.ts')) writeFileSync(copy.replace(/\.ts$/, '.js'), compiled(file, project));
  else copyFileSync(file, copy);
}

/** As the loader compiles it, but for the source map. */
const compiled = (file: string, project: string): string =>
  transformFileSync(file, { configFile: join(project, '.swcrc') }).code;
