import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { qualifiedKind, qualifiedName, objectSchema, type RenderedObject } from '../lib/rendered';
import { holdsData } from '../lib/verify/kept-objects';

/**
 * What held data in the cluster by the manifests in `before`, and is in those of `after` no more. It stays in the cluster, so that
 * a service that was only renamed begins anew beside its data. Files that are the same in both are not looked into.
 */
export function leftBehind(before: string, after: string): readonly RenderedObject[] {
  const [old, next] = [manifests(before), manifests(after)];
  const changed = (files: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>) =>
    [...files].filter(([file, text]) => others.get(file) !== text).flatMap(([file, text]) => objectsIn(file, text));
  const there = new Set(changed(next, old).map(identity));
  return changed(old, next).filter((object) => holdsData(object) && !there.has(identity(object)));
}

const identity = (object: RenderedObject): string => `${qualifiedKind(object)} ${qualifiedName(object)}`;

/** What was rendered once may have been spoiled since: whatever is no object counts for nothing. */
const objectsIn = (file: string, text: string): readonly RenderedObject[] =>
  parseAllDocuments(text).flatMap((document) => {
    const object = objectSchema.safeParse(document.toJS());
    return object.success ? [{ ...object.data, file }] : [];
  });

/** Text by file below the cluster's folder; none where nothing has been rendered yet. */
function manifests(folder: string): ReadonlyMap<string, string> {
  const start = join(folder, 'cluster');
  if (!existsSync(start)) return new Map();
  const files = readdirSync(start, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return new Map(files.sort().map((file) => [`cluster/${file}`, readFileSync(join(start, file), 'utf8')]));
}
