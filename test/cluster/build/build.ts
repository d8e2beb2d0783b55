import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { clusterCache } from './cache';
import { go, goCaches } from './go-build';
import { applyPatches } from './patches';
import { filesOf, folderOf, missingParts, type CopiedPart, type Part, type Program } from './parts';

const downloaded = z.object({ Dir: z.string(), Sum: z.string() });

/** Builds the parts that are missing, one after the other, and says what it does and how long that takes. */
export async function buildMissing(say: (line: string) => void): Promise<void> {
  const missing = missingParts();
  if (missing.length === 0) return;
  mkdirSync(clusterCache, { recursive: true });
  for (const part of missing) {
    say(`${part.name}: is built into ${folderOf(part)}, about ${part.minutes} minutes on two cores`);
    const begun = performance.now();
    await build(part, say);
    say(`${part.name}: built in ${seconds(begun)} s`);
  }
  // Several gigabytes that no run needs. What was named from outside is somebody else's.
  for (const folder of Object.values(goCaches)) {
    if (folder.startsWith(join(clusterCache, '/'))) rmSync(folder, { recursive: true, force: true });
  }
}

async function build(part: Part, say: (line: string) => void): Promise<void> {
  const work = mkdtempSync(join(clusterCache, '.next-'));
  try {
    const [built, source] = [join(work, 'built'), join(work, 'source')];
    mkdirSync(built);
    if (part.kind === 'copied') await copyModule(part, source, built);
    else cpSync(filesOf(part.name), source, { recursive: true });
    for (const program of part.programs) {
      const begun = performance.now();
      await go(source, 'build', '-ldflags', linkerFlags(program), '-o', join(built, program.name), program.package);
      say(`${part.name}: ${program.name} after ${seconds(begun)} s`);
    }
    // Another run may have been faster.
    if (!existsSync(folderOf(part))) renameSync(built, folderOf(part));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A copy of a module that may be changed, and of its scripts beside the programs. */
async function copyModule(part: CopiedPart, source: string, built: string): Promise<void> {
  const { module, version, sum, name, scripts, links } = part;
  const found = downloaded.parse(
    JSON.parse(await go(clusterCache, 'mod', 'download', '-json', `${module}@${version}`)),
  );
  if (found.Sum !== sum) throw new Error(`${module}@${version} has the sum ${found.Sum} in place of ${sum}`);
  cpSync(found.Dir, source, { recursive: true });
  applyPatches(filesOf(name), source);
  for (const script of scripts) {
    copyFileSync(join(source, script), join(built, basename(script)));
    chmodSync(join(built, basename(script)), 0o755);
  }
  for (const [link, program] of Object.entries(links)) symlinkSync(program, join(built, link));
}

const linkerFlags = ({ set = {} }: Program): string =>
  ['-s', '-w', ...Object.entries(set).map(([name, value]) => `-X ${name}=${value}`)].join(' ');

const seconds = (begun: number): number => Math.round((performance.now() - begun) / 1000);
