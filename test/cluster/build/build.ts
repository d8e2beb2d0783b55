import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { clusterCache } from './cache';
import { isDefault, type DefinitionSource } from './definition-sources';
import { go, goCaches } from './go-build';
import { applyPatches } from './patches';
import { filesOf, folderOf, missingParts, type CopiedPart, type Part, type Program } from './parts';

const downloaded = z.object({ Dir: z.string(), Sum: z.string() });

/** Builds the parts that are missing for something, one after the other, and says what it does and how long that takes. */
export async function buildMissing(
  say: (line: string) => void,
  ...neededFor: readonly Part['neededFor'][]
): Promise<void> {
  const missing = neededFor.flatMap((each) => missingParts(each));
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
  // Before anything is read: a patch that changes meanwhile makes another part.
  const folder = folderOf(part);
  const work = mkdtempSync(join(clusterCache, '.next-'));
  try {
    const [built, source] = [join(work, 'built'), join(work, 'source')];
    mkdirSync(built);
    switch (part.kind) {
      case 'copied':
        await copyModule(part, source, built);
        break;
      case 'pinned':
        cpSync(filesOf(part.name), source, { recursive: true });
        break;
      case 'definitions':
        for (const each of part.sources) await copyDefinitions(each, built);
    }
    for (const program of part.programs) {
      const begun = performance.now();
      await go(source, 'build', '-ldflags', linkerFlags(program), '-o', join(built, program.name), program.package);
      say(`${part.name}: ${program.name} after ${seconds(begun)} s`);
    }
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(built, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A copy of a module that may be changed, and of its scripts and folders beside the programs. */
async function copyModule(part: CopiedPart, source: string, built: string): Promise<void> {
  const { name, scripts, folders = [], links } = part;
  cpSync(await download(part), source, { recursive: true });
  applyPatches(filesOf(name), source);
  const added = join(filesOf(name), 'added');
  if (existsSync(added)) cpSync(added, source, { recursive: true });
  for (const folder of folders) cpSync(join(source, folder), join(built, basename(folder)), { recursive: true });
  for (const script of scripts) {
    copyFileSync(join(source, script), join(built, basename(script)));
    chmodSync(join(built, basename(script)), 0o755);
  }
  for (const [link, program] of Object.entries(links)) symlinkSync(program, join(built, link));
}

async function copyDefinitions(source: DefinitionSource, built: string): Promise<void> {
  const module = await download(source);
  for (const folder of source.folders) {
    const target = join(built, source.module.replaceAll('/', '-'), folder);
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(join(module, folder)).filter(isDefault))
      copyFileSync(join(module, folder, file), join(target, file));
  }
}

/**
 * The folder of a module's files.
 *
 * @throws Error when they are not what they were.
 */
async function download({ module, version, sum }: Module): Promise<string> {
  const found = downloaded.parse(
    JSON.parse(await go(clusterCache, 'mod', 'download', '-json', `${module}@${version}`)),
  );
  if (found.Sum !== sum) throw new Error(`${module}@${version} has the sum ${found.Sum} in place of ${sum}`);
  return found.Dir;
}

type Module = Pick<DefinitionSource, 'module' | 'version' | 'sum'>;

const linkerFlags = ({ set = {} }: Program): string =>
  ['-s', '-w', ...Object.entries(set).map(([name, value]) => `-X ${name}=${value}`)].join(' ');

const seconds = (begun: number): number => Math.round((performance.now() - begun) / 1000);
