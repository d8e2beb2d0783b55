import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadEnvironment } from '../../environments/load';
import { ProblemsError } from '../../environments/problem';
import { tenantName, unnamedMaintainers } from '../../environments/tenant';
import { newTenantFile } from '../../lib/operations/new-tenant';
import { folders } from '../project';

/** What a person may say about a new tenant; the rest has defaults. */
export interface NewTenantOptions {
  readonly environment: string;
  readonly purpose?: string;
  readonly maintainer?: readonly string[];
  readonly host?: string;
  readonly image?: string;
  readonly kind: 'hedgedoc' | 'web-application';
  /** Day on which the file is written. */
  readonly today: string;
}

/**
 * Writes the file of a new tenant. A file that would not pass the check is not left behind.
 *
 * @throws ProblemsError when the tenant exists, or what was said about it is wrong.
 */
export function newTenant(name: string, options: NewTenantOptions): void {
  const { environment } = loadEnvironment(folders.environments, options.environment);
  const file = `environments/${environment.name}/tenants/${name}.yaml`;
  const refuse = (reason: string, remedy: string): never => {
    throw new ProblemsError([{ file, line: 1, column: 1, path: '', reason, remedy }]);
  };
  if (!tenantName.safeParse(name).success) {
    refuse(`${name} is not a name for a tenant`, 'choose one of at most 20 lower-case letters, digits and hyphens');
  }
  const tenants = join(folders.environments, environment.name, 'tenants');
  const path = join(tenants, `${name}.yaml`);
  if (existsSync(path)) refuse('exists already', 'change that file, or choose another name');

  const host = options.host ?? `${name}.${environment.domains[0]}`;
  const owner = environment.tenants.find(({ hosts }) => hosts.includes(host));
  if (owner !== undefined) refuse(`${host} belongs to tenant ${owner.name}`, 'name another one with --host');

  const text = newTenantFile({
    purpose: options.purpose ?? `What ${name} does for the community`,
    maintainers: options.maintainer ?? unnamedMaintainers,
    reviewBy: yearAfter(options.today),
    host,
    service:
      options.kind === 'hedgedoc'
        ? { kind: 'hedgedoc' }
        : { kind: 'web-application', image: options.image ?? `registry.example.org/${name}/${name}:stable` },
  });

  mkdirSync(tenants, { recursive: true });
  writeFileSync(path, text);
  try {
    loadEnvironment(folders.environments, environment.name);
  } catch (error) {
    rmSync(path);
    throw error;
  }
  console.log(`wrote ${relative(process.cwd(), path)}; look through it, then: npm start`);
}

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}-${day.slice(5).replace('02-29', '02-28')}`;
