import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { qualifiedKind, qualifiedName, objectSchema, type RenderedObject } from '../lib/rendered';
import { holdsData } from '../lib/verify/kept-objects';

/**
 * Objects with data that are in the manifests in `before` and no longer in those in `after`. Argo CD does not delete
 * them, so if a service was only renamed, the new one starts empty and the data of the old one stays in the cluster.
 * Files are read one after the other, and only changed ones are parsed, because thousands of tenants have many.
 */
export function leftBehind(before: string, after: string): readonly RenderedObject[] {
  const gone = manifestFiles(before).flatMap((file) => dataIn(file, before, after));
  if (gone.length === 0) return [];
  const there = new Set(manifestFiles(after).flatMap((file) => dataIn(file, after, before).map(identity)));
  return gone.filter((object) => !there.has(identity(object)));
}

const identity = (object: RenderedObject): string => `${qualifiedKind(object)} ${qualifiedName(object)}`;

/**
 * Objects with data in those files of `folder` that differ from the same file in `other`, or do not exist there.
 * Documents that are not objects are skipped, because a person may have edited the files.
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

/** Manifest files below the folder of an environment, sorted; empty if the environment was never rendered. */
function manifestFiles(folder: string): readonly string[] {
  const start = join(folder, 'cluster');
  if (!existsSync(start)) return [];
  const files = readdirSync(start, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => `cluster/${file}`);
}
