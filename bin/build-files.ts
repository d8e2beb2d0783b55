import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { blockYaml } from '../model/formats/block-yaml';
import { buildInputs, withDigests } from '../lib/operations/images/build-inputs';
import { buildFolder } from './build-folder';
import { replaceFile } from './replace-file';

/** File that lists the base images without a digest, below the folder that images are built from. */
export const unpinnedBuildInputs = 'images/unpinned.yaml';

/** Containerfiles and pipelines that name base images, as paths below the folder that images are built from. */
export function buildFiles(): readonly string[] {
  const below = (folder: string, wanted: RegExp) =>
    existsSync(join(buildFolder, folder))
      ? readdirSync(join(buildFolder, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => wanted.test(file) && !file.includes('node_modules'))
          .map((file) => `${folder}/${file}`)
      : [];
  return [
    ...(existsSync(join(buildFolder, 'Containerfile')) ? ['Containerfile'] : []),
    ...below('images', /(^|\/)Containerfile$/),
    ...below('pipelines', /\.gitlab-ci\.yml$/),
  ].sort();
}

/** Text of one of these files. */
export const readBuildFile = (file: string): string => readFileSync(join(buildFolder, file), 'utf8');

/** Base images that the texts of build files name without a digest. */
export const findUnpinned = (texts: readonly string[]): readonly string[] =>
  [
    ...new Set(
      texts.flatMap(buildInputs).flatMap(({ reference, digest }) => (digest === undefined ? [reference] : [])),
    ),
  ].sort();

/** The images in the list of base images without a digest. */
export const listedUnpinned = (): readonly string[] =>
  z.array(z.string()).parse(parse(readBuildFile(unpinnedBuildInputs)) ?? []);

/** Writes digests into every build file, and the list of base images without one; returns the files that changed. */
export function writeBuildDigests(digests: ReadonlyMap<string, string>): readonly string[] {
  const files = buildFiles();
  const changed = files.filter((file) => {
    const [before, after] = [readBuildFile(file), withDigests(readBuildFile(file), digests)];
    if (before !== after) replaceFile(join(buildFolder, file), after);
    return before !== after;
  });
  mkdirSync(join(buildFolder, 'images'), { recursive: true });
  replaceFile(join(buildFolder, unpinnedBuildInputs), unpinnedText(findUnpinned(files.map(readBuildFile))));
  return changed;
}

const unpinnedText = (unpinned: readonly string[]): string =>
  `# Images that builds begin with and that still go by their tag: npm run commons -- images pin\n${unpinned.length === 0 ? '[]\n' : blockYaml(unpinned)}`;
