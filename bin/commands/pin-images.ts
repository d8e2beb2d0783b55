import { environmentNames } from '../../model/load';
import { collectOrThrow, formatProblem, type Problem } from '../../model/problem';
import type { PinnedImages } from '../../model/images';
import { buildInputs } from '../../lib/operations/images/build-inputs';
import { HttpRegistry } from '../../lib/operations/images/http-registry';
import { pinImages, type ImageSelection, type PinnedResult } from '../../lib/operations/images/pin-images';
import type { Registry } from '../../lib/operations/images/registry';
import { fileProblem } from '../../model/file-problem';
import { buildFiles, readBuildFile, writeBuildDigests } from '../build-files';
import { environmentImages, writeImages } from '../environment-images';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
import { httpsSend } from '../registry/https-send';
import { registryCredentials } from '../registry/registry-credentials';
import { table } from '../table';

export interface PinImagesOptions {
  /** Images whose digests are looked up. */
  readonly asked: ImageSelection;
  /**
   * File with credentials for registries, as `podman login --authfile` writes it.
   * @default requests without credentials
   */
  readonly credentials?: string;
}

/**
 * Looks up the digests of the images of one environment and writes them; without a name, of all environments, and of
 * the base images of the images in `images/`. An image whose registry does not answer keeps its digest, and the exit
 * code is 1.
 *
 * @throws ProblemsError with all problems of the environments, before any registry is called.
 */
export async function pinImagesCommand(
  name: string | undefined,
  { asked, credentials }: PinImagesOptions,
): Promise<void> {
  const names = name === undefined ? environmentNames(home.environments) : [name];
  const loaded = collectOrThrow(names, loadedEnvironment);
  const registry = new HttpRegistry(httpsSend(), registryCredentials(credentials));
  const problems: Problem[] = [];
  const written: string[] = [];
  const named = new Set(typeof asked === 'string' ? [] : asked);
  for (const environment of loaded) {
    const wanted = await environmentImages(environment, homeKinds());
    for (const { reference } of wanted) named.delete(reference);
    const { images } = environment.environment;
    const result = await pinImages(images, wanted, asked, registry);
    const { name: its } = environment.environment;
    problems.push(...toProblems(`environments/${its}/images.yaml`, result));
    print(its, result);
    if (result.changes.length > 0) written.push(writeImages(its, result.images));
  }
  if (name === undefined) {
    const builds = await pinBuildInputs(asked, registry, named);
    problems.push(...builds.problems);
    written.push(...builds.written);
  }
  problems.push(...[...named].map(unknownImage));
  for (const file of written) console.log(`written to ${file}`);
  if (written.length > 0) console.log('next: npm start, review the changes, and commit them together');
  for (const problem of problems) console.error(formatProblem(problem));
  if (problems.length > 0) process.exitCode = 1;
}

interface PinnedBuilds {
  readonly problems: readonly Problem[];
  /** Files that changed. */
  readonly written: readonly string[];
}

/** Pins the base images of builds. They must support both architectures, because every image is built for both. */
async function pinBuildInputs(asked: ImageSelection, registry: Registry, named: Set<string>): Promise<PinnedBuilds> {
  const inputs = buildFiles().flatMap((file) => buildInputs(readBuildFile(file)));
  const known: PinnedImages = Object.fromEntries(
    inputs.flatMap(({ reference, digest }) =>
      digest === undefined ? [] : [[reference, { digest, architectures: ['amd64', 'arm64'] as const }]],
    ),
  );
  const references = [...new Set(inputs.map(({ reference }) => reference))].sort();
  for (const reference of references) named.delete(reference);
  const wanted = references.map((reference) => ({ reference, architectures: ['amd64', 'arm64'] as const }));
  const result = await pinImages(known, wanted, asked, registry);
  print('build inputs', result);
  const digests = Object.entries(result.images).map(([reference, { digest }]) => [reference, digest] as const);
  return { problems: toProblems('images/unpinned.yaml', result), written: writeBuildDigests(new Map(digests)) };
}

function print(of: string, { changes }: PinnedResult): void {
  console.log(`${of}: ${changes.length === 0 ? 'nothing changes' : `${changes.length} images change`}`);
  if (changes.length === 0) return;
  const rows = changes.map(({ reference, before, after }) => [
    reference,
    before?.digest ?? 'none',
    after?.digest ?? 'no longer used',
    after?.architectures.join(' ') ?? '',
  ]);
  console.log(table(['image', 'before', 'now', 'architectures'], rows));
}

const toProblems = (file: string, { failures }: PinnedResult): readonly Problem[] =>
  failures.map(({ reference, reason }) => ({
    ...fileProblem(file, reason, 'it was not changed: fix that, and run the command again'),
    path: reference,
  }));

const unknownImage = (reference: string): Problem =>
  fileProblem(
    `--image ${reference}`,
    'is not an image that must be pinned',
    'write it as in rendered/<environment>/unpinned.yaml or images.yaml',
  );
