import { z } from 'zod';
import { stringify } from 'yaml';
import { exampleOf } from '../../model/schema-example';
import type { SchemaPlace } from '../../model/schema-places';
import { serviceSchema } from '../../model/schema/services';

/** What a new tenant's file says; everything a person did not say has a value that passes the check. */
export interface NewTenantProps {
  readonly purpose: string;
  readonly maintainers: readonly string[];
  /** Day like 2027-06-30. */
  readonly reviewBy: string;
  readonly host: string;
  readonly service: ServiceDraft;
}

/** A service as its file has it, the kind first. */
export type ServiceDraft = Readonly<Record<string, unknown>>;

/** A value that a kind of service cannot be without, and that no default can know. */
export interface RequiredValue {
  readonly key: string;
  /** What it is, for people. */
  readonly description: string;
  /** One that would be taken. */
  readonly example: unknown;
}

const branches: readonly SchemaPlace[] = (
  z.toJSONSchema(serviceSchema, { io: 'input', unrepresentable: 'any' }).oneOf ?? []
).filter((branch): branch is SchemaPlace => typeof branch === 'object');

const kindOf = (branch: SchemaPlace): string => {
  const kind = branch.properties?.kind;
  return typeof kind === 'object' && typeof kind.const === 'string' ? kind.const : '';
};

/** Every kind of service, in the order of the schema. */
export const serviceKinds: readonly string[] = branches.map(kindOf);

/** What a service of this kind cannot be without. */
export function requiredValues(kind: string): readonly RequiredValue[] {
  const branch = branches.find((each) => kindOf(each) === kind);
  const whole = branch === undefined ? undefined : exampleOf(branch);
  const example: ServiceDraft = z.record(z.string(), z.unknown()).parse(whole ?? {});
  return Object.entries(example).flatMap(([key, value]) => {
    const place = branch?.properties?.[key];
    const description = typeof place === 'object' ? (place.description ?? '') : '';
    return key === 'kind' ? [] : [{ key, description, example: value }];
  });
}

/** The text of a new tenant's file, with a comment on what to look at. */
export function newTenantFile({ purpose, maintainers, reviewBy, host, service }: NewTenantProps): string {
  return `# yaml-language-server: $schema=../../tenant.schema.json

# What the project does, in a sentence.
purpose: ${JSON.stringify(purpose)}
# Account names of at least two people who answer for it.
maintainers: [${maintainers.join(', ')}]
# The day on which the platform team asks whether it is still needed.
reviewBy: ${reviewBy}
# The most sensitive data it holds: public, internal or personal.
dataClass: internal
# small, medium or large; own figures need a reason.
quota: ${quotas[String(service.kind)] ?? 'small'}
# Names it is reached by, below a domain of the environment.
hosts: [${host}]
services:
${serviceText(service)}`;
}

/** Kinds whose defaults ask for more than a small quota gives. */
const quotas: Readonly<Record<string, 'medium' | 'large'>> = { discourse: 'large', 'git-fetch-cache': 'medium' };

/** The service, each key below what it is; what else a kind can say, the editor shows. */
function serviceText(service: ServiceDraft): string {
  const { kind, ...values } = service;
  const described = new Map(requiredValues(String(kind)).map(({ key, description }) => [key, description]));
  const lines = Object.entries(values).flatMap(([key, value]) => [
    ...(described.get(key) === undefined ? [] : [`# ${described.get(key) ?? ''}`]),
    ...stringify({ [key]: value }, { lineWidth: 0 })
      .trimEnd()
      .split('\n'),
  ]);
  return [
    `  - kind: ${String(kind)}`,
    ...[...lines, ...(more[String(kind)] ?? [])].map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** What most tenants of a kind want to say besides. */
const more: Readonly<Record<string, readonly string[]>> = {
  hedgedoc: ['# What people without an account may do: none, read or edit.', 'guests: read'],
  'web-application': [
    '# Where it listens, and the path that answers 200 when it works.',
    'port: 8080',
    'health: /',
    '# A PostgreSQL database; the application gets its address as DATABASE_URL.',
    '# database: { storageGiB: 5 }',
    '# A volume, for one pod only.',
    '# claim: { path: /var/lib/app, sizeGiB: 5 }',
    '# replicas: 1',
    '# Environment variables: open ones here, secret ones by name.',
    '# settings: { SITE_TITLE: Our site }',
    '# secrets: [SESSION_SECRET]',
  ],
};
