import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { qualifiedKind, qualifiedName, objectSchema, type RenderedObject } from '../lib/rendered';
import { holdsData } from '../lib/verify/kept-objects';

/**
 * What held data in the cluster by the manifests in `before`, and is in those of `after` no more. It stays in the cluster, so that
 * a service that was only renamed begins anew beside its data. One file is read after the other, as thousands of tenants have
 * many, and only those that changed are parsed.
 */
export function leftBehind(before: string, after: string): readonly RenderedObject[] {
  const gone = manifestFiles(before).flatMap((file) => dataIn(file, before, after));
  if (gone.length === 0) return [];
  const there = new Set(manifestFiles(after).flatMap((file) => dataIn(file, after, before).map(identity)));
  return gone.filter((object) => !there.has(identity(object)));
}

const identity = (object: RenderedObject): string => `${qualifiedKind(object)} ${qualifiedName(object)}`;

/**
 * Objects with data in a file that is another one in the other folder, or none there. What was rendered once may have been
 * spoiled since: a document that is no object is left out.
 */
function dataIn(file: string, folder: string, other: string): readonly RenderedObject[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const same = join(other, file);
  if (existsSync(same) && readFileSync(same, 'utf8') === text) return [];
  return parseAllDocuments(text).flatMap((document) => {
    const parsed = objectSchema.safeParse(document.toJS());
    const object = parsed.success && { ...parsed.data, file };
    return object && holdsData(object) ? [object] : [];
  });
}

/** Files of manifests below the folder of an environment, in order; none where nothing has been rendered yet. */
function manifestFiles(folder: string): readonly string[] {
  const start = join(folder, 'cluster');
  if (!existsSync(start)) return [];
  const files = readdirSync(start, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => `cluster/${file}`);
}
