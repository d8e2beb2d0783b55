import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { filesBelow } from './rendered-output';

const tenantSchema = z.object({ hosts: z.array(z.string()).default([]) });

/**
 * Writes a copy of the environment in `original` into `copy`, with `count` tenants: those of the original, which the
 * environment names in its grants, then these again and again, each with a name and hosts of its own.
 */
export function writeManyTenants(original: string, copy: string, count: number): void {
  mkdirSync(join(copy, 'tenants'), { recursive: true });
  for (const name of ['environment.yaml', 'facts.json']) {
    if (existsSync(join(original, name))) copyFileSync(join(original, name), join(copy, name));
  }
  const files = filesBelow(join(original, 'tenants'), '.yaml');
  const tenants = files.map((file) => readFileSync(file, 'utf8'));
  for (let index = 0; index < count; index++) {
    const number = String(index + 1).padStart(4, '0');
    const text = tenants[index % tenants.length] ?? '';
    const name = basename(files[index] ?? `tenant-${number}.yaml`);
    writeFileSync(join(copy, 'tenants', name), withHostsBelow(`t${number}`, text));
  }
}

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
