import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { objectSchema, type RenderedObject } from '../lib/rendered';

/**
 * Objects in those manifests below `folder` that differ from the same file below `other`, or do not exist there. Files are read one
 * after the other, and only changed ones are parsed, because thousands of tenants have many. Documents that are not objects are skipped,
 * because a person may have edited the files.
 */
export const changedManifests = (folder: string, other: string): readonly RenderedObject[] =>
  manifestFiles(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const same = join(other, file);
    if (existsSync(same) && readFileSync(same, 'utf8') === text) return [];
    return parseAllDocuments(text).flatMap((document) => {
      const parsed = objectSchema.safeParse(document.toJS());
      return parsed.success ? [{ ...parsed.data, file }] : [];
    });
  });

/** Manifest files below the folder of an environment, sorted; empty if the environment was never rendered. */
function manifestFiles(folder: string): readonly string[] {
  const start = join(folder, 'cluster');
  if (!existsSync(start)) return [];
  const files = readdirSync(start, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => `cluster/${file}`);
}
