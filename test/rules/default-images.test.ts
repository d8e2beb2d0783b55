import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildFiles, listedUnpinned, readBuildFile, findUnpinned } from '../../bin/build-files';
import { buildFolder } from '../../bin/build-folder';
import { isMovingTag } from '../../lib/moving-tag';
import { buildInputs } from '../../lib/operations/images/build-inputs';
import { isReleaseImage } from '../../lib/verify/release-image';
import { filesBelow } from '../support/rendered';

/** A text that is an image and nothing else, in the program's own code. */
const literal =
  /(['"`])([a-z0-9.-]+\.[a-z]+(?::\d+)?(?:\/[a-z0-9._-]+)+:[A-Za-z0-9_][A-Za-z0-9._-]*)(?:@sha256:[0-9a-f]{64})?\1/g;

/** Where the images of a community stand in examples that show how to write one. */
const examples = 'quay.io/commons/';

/** Images that the program names itself. */
const defaults = ['bin', 'cdk8s', 'constructs', 'lib', 'model'].flatMap((folder) =>
  filesBelow(join(buildFolder, folder), /\.ts$/).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => [...line.matchAll(literal)].map(([, , reference = '']) => reference))
      .filter((reference) => !reference.startsWith(examples))
      .map((reference) => `${relative(buildFolder, file)} ${reference}`),
  ),
);
const referenceOf = (found: string): string => found.slice(found.indexOf(' ') + 1);

test('there are images to look at', () => {
  expect(defaults.length).toBeGreaterThan(12);
  expect(buildFiles().length).toBeGreaterThan(4);
});

test('no default is a tag that moves', () => {
  expect(defaults.filter((found) => isMovingTag(referenceOf(found)) && !isReleaseImage(referenceOf(found)))).toEqual(
    [],
  );
});

test.each(buildFiles())('%s begins with images whose tag is a version', (file) => {
  const inputs = buildInputs(readBuildFile(file));
  expect(inputs.length).toBeGreaterThan(0);
  expect(inputs.map(({ reference }) => reference).filter(isMovingTag)).toEqual([]);
  // What is neither a stage of the same file nor an image with registry and tag would be looked for in any registry.
  const stages = [...readBuildFile(file).matchAll(/^FROM .* AS (\S+)$/gm)].map(([, stage]) => stage);
  const begun = [...readBuildFile(file).matchAll(/^FROM (\S+)/gm)].map(([, from = '']) => from.replace(/@.*/, ''));
  const known = [...stages, ...inputs.map(({ reference }) => reference)];
  expect(begun.filter((from) => !known.includes(from))).toEqual([]);
});

test('what a build begins with has a digest, or is listed as not pinned yet', () => {
  expect(listedUnpinned()).toEqual(findUnpinned(buildFiles().map(readBuildFile)));
});
