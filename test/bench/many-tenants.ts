import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { filesBelow } from './rendered-output';

/** The environment whose tenants are repeated. */
export const exampleProduction = join(exampleHome.environments, 'production');

const tenantSchema = z.object({ hosts: z.array(z.string()).default([]) });

/**
 * Writes a copy of the environment in `original` into `copy`, with `count` tenants: those of the original, which the
 * environment names in its grants, then these again and again, each with a name and hosts of its own.
 */
export function writeManyTenants(original: string, copy: string, count: number): void {
  mkdirSync(join(copy, 'tenants'), { recursive: true });
  for (const part of ['facts.json', 'images.yaml', 'signing-keys']) {
    if (existsSync(join(original, part))) cpSync(join(original, part), join(copy, part), { recursive: true });
  }
  // Roles of the home's own, which its hosts name.
  cpSync(join(original, '../../ansible'), join(copy, '../../ansible'), { recursive: true });
  writeFileSync(
    join(copy, 'environment.yaml'),
    withStacksFor(count, readFileSync(join(original, 'environment.yaml'), 'utf8')),
  );
  const files = filesBelow(join(original, 'tenants'), '.yaml');
  const tenants = files.map((file) => readFileSync(file, 'utf8'));
  // A cache of the environment holds a number of users, and some of its users must be alone there.
  const repeated = tenants.filter((text) => !text.includes('cache: { shared:'));
  for (let index = 0; index < count; index++) {
    const number = String(index + 1).padStart(4, '0');
    const text = tenants[index] ?? repeated[index % repeated.length] ?? '';
    const name = basename(files[index] ?? `tenant-${number}.yaml`);
    writeFileSync(join(copy, 'tenants', name), withHostsBelow(`t${number}`, text));
  }
}

/** The environment with as many stacks as the tenants need: CloudFormation takes 500 resources in each. */
const withStacksFor = (count: number, text: string): string =>
  `${text.replace(/^tenancy:.*\n( .*\n)*/m, '')}tenancy: { stacks: ${Math.max(8, Math.ceil(count / 25))} }\n`;

/** The text with `label` before each of the tenant's hosts, so that they stay below their domains. */
function withHostsBelow(label: string, text: string): string {
  const { hosts } = tenantSchema.parse(parse(text));
  return hosts.reduce(
    (changed, host) =>
      changed.replaceAll(
        new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w.-]*\\w)`, 'g'),
        `${label}.${host}`,
      ),
    text,
  );
}
