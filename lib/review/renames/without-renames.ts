import { templateSchema } from '../../rendered';
import type { ResourceChange } from '../changes';
import { compare, type Comparison } from '../comparison';
import { differences } from '../difference';
import type { ManifestDocument } from '../manifest-documents';
import { isManifest, isTemplate, RenderedSnapshot } from '../rendered-snapshot';
import { isZone } from '../zones/zone-records';
import { alignedText } from './aligned-text';
import { findRenames } from './found-renames';
import { renamedText } from './rename';
import { withLogicalIds } from './renamed-template';

/**
 * What differs besides names that were changed: the version before is read as if it had had the new names, so that all rules judge
 * what is left. The comparison itself, if no name was changed.
 */
export function withoutRenames(comparison: Comparison): Comparison {
  const found = findRenames(comparison);
  if (found.length === 0) return comparison;
  const { before, after, environment, renamedFrom } = comparison;
  const rename = (text: string) => found.reduce((written, each) => renamedText(written, each.rename), text);
  const documents = renamedDocuments(comparison, rename);
  const origins = new Map<string, string>();
  const files = new Map(
    [...before.files].map(([file, text]) => {
      const path = renamedFrom === undefined ? file : rename(file);
      if (path !== file) origins.set(path, file);
      if (isManifest(file)) return [path, withDocuments(text, documents.get(file) ?? [])];
      const other = after.files.get(path);
      if (other === undefined || other === text) return [path, text];
      const written = alignedText(text, other, isZone(file) ? (line) => renamedComment(line, rename) : rename);
      return [path, isTemplate(file) ? withLogicalIds(written, other) : written];
    }),
  );
  const unreadable = new Map(
    [...before.unreadable].map(([file, why]) => [renamedFrom === undefined ? file : rename(file), why]),
  );
  const snapshot = new RenderedSnapshot('before', before.folder, files, unreadable, origins);
  const renamed = compare(environment, snapshot, after);
  return { ...renamed, resources: joinMoved(renamed.resources, comparison, rename) };
}

/** A line of a zone file says in its comment whose it is. The names of its records are relative ones of hosts, which stay. */
const renamedComment = (line: string, rename: (text: string) => string): string => {
  const [record = ''] = /^(?:"(?:[^"\\]|\\.)*"|[^;"])*/.exec(line) ?? [];
  return record + rename(line.slice(record.length));
};

/** Resources whose stack is another one by the rename, such as those of tenants that are dealt out by name, as one change each. */
function joinMoved(
  resources: readonly ResourceChange[],
  comparison: Comparison,
  rename: (text: string) => string,
): readonly ResourceChange[] {
  const placeFor = ({ file, logicalId }: ResourceChange) => `${file} ${logicalId}`;
  const moved = new Map(
    findRenames(comparison)
      .flatMap(({ pairs }) => pairs)
      .flatMap(({ gone, come }) =>
        'logicalId' in gone && 'logicalId' in come && gone.file !== come.file
          ? [[placeFor(come), { gone, come }] as const]
          : [],
      ),
  );
  const left = new Set([...moved.values()].map(({ gone }) => placeFor(gone)));
  return resources.flatMap((change) => {
    const pair = moved.get(placeFor(change));
    if (change.before === undefined && pair?.gone.before !== undefined) {
      const before = templateResource.parse(JSON.parse(rename(JSON.stringify(pair.gone.before))));
      const found = differences(before, change.after);
      return found.length === 0 ? [] : [{ ...change, before, impact: 'update' as const, differences: found }];
    }
    return change.after === undefined && left.has(placeFor(change)) ? [] : [change];
  });
}

const templateResource = templateSchema.shape.Resources.valueType;

const namespaceLine = /^\s*"?namespace"?:.*$/gm;

/**
 * Documents with other names, by file. Each is written as the object says it that has its place; what is gone without one goes from
 * the namespace in which the rest of the tenant is.
 */
function renamedDocuments(
  comparison: Comparison,
  rename: (text: string) => string,
): ReadonlyMap<string, readonly ManifestDocument[]> {
  const { before, after, objects } = comparison;
  const successors = new Map(
    findRenames(comparison).flatMap(({ pairs }) => pairs.map(({ gone, come }) => [gone, come])),
  );
  const namespaces = new Set(
    [...successors.keys()].flatMap((gone) => ('kind' in gone && gone.kind === '/Namespace' ? [gone.name] : [])),
  );
  const byFile = new Map<string, ManifestDocument[]>();
  for (const change of objects) {
    const successor = change.after === undefined ? successors.get(change) : change;
    const [old, current] = [
      change.before && before.documentFor(change.before),
      successor !== undefined && 'kind' in successor && successor.after && after.documentFor(successor.after),
    ];
    if (old === undefined) continue;
    const list = byFile.get(old.file) ?? [];
    if (current !== undefined && current !== false) {
      byFile.set(old.file, [...list, { ...old, text: alignedText(old.text, current.text, rename) }]);
    } else if (namespaces.has(change.namespace)) {
      byFile.set(old.file, [...list, { ...old, text: old.text.replaceAll(namespaceLine, rename) }]);
    }
  }
  return byFile;
}

/** A file with some of its documents in place of those that stand there; each has as many lines as before. */
function withDocuments(text: string, documents: readonly ManifestDocument[]): string {
  const lines = text.split('\n');
  for (const document of documents) {
    const own = document.text.replace(/\n$/, '').split('\n');
    lines.splice(document.line - 1, own.length, ...own);
  }
  return lines.join('\n');
}
