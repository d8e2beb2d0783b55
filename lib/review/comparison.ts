import { qualifiedKind, type RenderedObject } from '../rendered';
import type { FileChange, ObjectChange, ResourceChange } from './changes';
import { differences } from './difference';
import { changedFiles } from './changed-files';
import { isManifest, isTemplate, type RenderedSnapshot } from './rendered-snapshot';
import { templateChanges } from './template-changes';

/** What differs between two versions of what is rendered for one environment. */
export interface Comparison {
  readonly environment: string;
  /**
   * Name that the environment had before.
   * @default the same
   */
  readonly renamedFrom?: string;
  readonly before: RenderedSnapshot;
  readonly after: RenderedSnapshot;
  readonly objects: readonly ObjectChange[];
  readonly resources: readonly ResourceChange[];
  readonly files: readonly FileChange[];
}

/** Compares two versions of what is rendered for one environment. Only what differs in the text is parsed. */
export function compare(environment: string, before: RenderedSnapshot, after: RenderedSnapshot): Comparison {
  const files = changedFiles(before, after);
  return {
    ...compareWithoutTemplates(environment, files, before, after),
    resources: templateChanges(files, before, after),
  };
}

/**
 * Compares all but CloudFormation templates, which take as long as everything else.
 *
 * @param files those that differ, as `changedFiles` finds them
 */
export function compareWithoutTemplates(
  environment: string,
  files: readonly string[],
  before: RenderedSnapshot,
  after: RenderedSnapshot,
): Omit<Comparison, 'resources'> {
  return {
    environment,
    before,
    after,
    objects: objectChanges(files.filter(isManifest), before, after),
    files: files
      .filter((file) => !isManifest(file) && !isTemplate(file))
      .map((file) => ({ file, before: before.files.get(file), after: after.files.get(file) })),
  };
}

function objectChanges(
  files: readonly string[],
  before: RenderedSnapshot,
  after: RenderedSnapshot,
): readonly ObjectChange[] {
  const texts = (side: RenderedSnapshot) =>
    new Set(files.flatMap((file) => side.documents(file).map(({ text }) => text.trimEnd())));
  const differing = (side: RenderedSnapshot, other: ReadonlySet<string>) =>
    new Map(
      files
        .flatMap((file) => side.documents(file).filter(({ text }) => !other.has(text.trimEnd())))
        .flatMap((document) => side.object(document) ?? [])
        .map((object) => [objectKey(object), object] as const),
    );
  const gone = differing(before, texts(after));
  const come = differing(after, texts(before));
  return [...new Set([...gone.keys(), ...come.keys()])].sort().flatMap((key) => {
    const [one, other] = [gone.get(key), come.get(key)];
    const object = other ?? one;
    if (object === undefined) return [];
    // Where a part of the file cannot be read, the object may be in that part.
    const missing = one === undefined ? before : after;
    if ((one === undefined || other === undefined) && missing.isUnread(object.file)) return [];
    const found = one === undefined || other === undefined ? [] : objectDifferences(one, other);
    if (one !== undefined && other !== undefined && found.length === 0) return [];
    const { namespace = '', name } = object.metadata;
    return [{ kind: qualifiedKind(object), namespace, name, before: one, after: other, differences: found }];
  });
}

/** Name of an object among all objects of a cluster. */
export const objectKey = (object: RenderedObject): string =>
  `${qualifiedKind(object)} ${object.metadata.namespace ?? ''} ${object.metadata.name}`;

/** Differences of two objects; that one is in another file is none. */
const objectDifferences = (before: RenderedObject, after: RenderedObject) =>
  differences({ ...before, file: '' }, { ...after, file: '' });
