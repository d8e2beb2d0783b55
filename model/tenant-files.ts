import { folderEntries } from './folder-entries';
import type { DeclaredService } from './kinds/declared-service';
import type { ServiceKinds } from './kinds/service-kind';
import type { Problem } from './problem';
import { validate } from './schema-problems';
import type { SourceFile } from './source-file';
import { tenantName, tenantSchema, type Tenant } from './tenant';
import { isTenantFile } from './unread-files';

/** A tenant and the file that declares it. */
export interface TenantFile<Service extends DeclaredService = DeclaredService> {
  readonly source: SourceFile;
  readonly tenant: Tenant<Service>;
}

/** Reads the files of the tenants in `folder`, ordered by name. */
export function readTenants<Service extends DeclaredService>(
  folder: string,
  read: (path: string) => SourceFile,
  kinds: ServiceKinds<Service>,
): { readonly tenantFiles: readonly TenantFile<Service>[]; readonly problems: readonly Problem[] } {
  const schema = tenantSchema(kinds);
  const files = folderEntries(folder).filter(isTenantFile);
  const tenantFiles: TenantFile<Service>[] = [];
  const problems: Problem[] = [];
  for (const { name: entry } of files) {
    const source = read(entry);
    const name = entry.replace(/\.ya?ml$/i, '');
    if (!tenantName.safeParse(name).success) {
      const remedy = 'rename it with at most 20 lower-case letters, digits and hyphens: the name becomes a namespace';
      problems.push(source.problem([], `${name} is not a name for a tenant`, remedy));
    }
    const checked = validate(schema, source);
    if ('problems' in checked) problems.push(...checked.problems);
    else tenantFiles.push({ source, tenant: { ...checked.value, name } });
  }
  // Sorted by name and not by file, because a hyphen sorts before the dot of the file's ending.
  return { tenantFiles: tenantFiles.sort((a, b) => (a.tenant.name < b.tenant.name ? -1 : 1)), problems };
}
