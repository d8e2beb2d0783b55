import { join } from 'node:path';
import { z } from 'zod';
import { claimedNames, type ClaimedName } from './claimed-names';
import { environmentSchema } from './environment';
import { folderEntries } from './folder-entries';
import { SourceFile } from './source-file';
import { environmentFolders, isTenantFile } from './unread-files';

/** An environment, and the names that it makes records for. */
export interface NamedEnvironment {
  readonly name: string;
  readonly claims: readonly ClaimedName[];
}

const hostsSchema = z.looseObject({ hosts: z.array(z.string()) });

/**
 * All environments below `folder` with their names in public DNS, as far as their files can be read: those that cannot have problems of
 * their own.
 */
export const namedEnvironments = (folder: string): readonly NamedEnvironment[] =>
  environmentFolders(folder).names.flatMap((name) => {
    const read = (...path: readonly string[]): unknown => {
      try {
        const source = SourceFile.read(join(folder, name, ...path), ['environments', name, ...path].join('/'));
        return (source.plain ?? source).value;
      } catch {
        return undefined;
      }
    };
    const { data } = environmentSchema.safeParse(read('environment.yaml'));
    if (data === undefined) return [];
    const tenants = folderEntries(join(folder, name, 'tenants'))
      .filter(isTenantFile)
      .map((entry) => ({
        name: entry.name.replace(/\.ya?ml$/i, ''),
        hosts: hostsSchema.safeParse(read('tenants', entry.name)).data?.hosts ?? [],
      }));
    return [{ name, claims: claimedNames(data, tenants) }];
  });
