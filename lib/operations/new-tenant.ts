import { z } from 'zod';
import { schemaExample } from '../../model/schema-example';
import type { SchemaPlace } from '../../model/schema-places';
import type { ServiceKinds } from '../../model/kinds/service-kind';
import { blockYaml } from '../../model/formats/block-yaml';

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

/** A kind of service as a new tenant's file knows it. */
type DraftedKind = Pick<ServiceKinds[number], 'schema' | 'hints'>;

/** What a service of this kind cannot be without. */
export function requiredValues({ schema }: Pick<DraftedKind, 'schema'>): readonly RequiredValue[] {
  const place: SchemaPlace = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const example: ServiceDraft = z.record(z.string(), z.unknown()).parse(schemaExample(place));
  return Object.entries(example).flatMap(([key, value]) => {
    const field = place.properties?.[key];
    const description = typeof field === 'object' ? (field.description ?? '') : '';
    return key === 'kind' ? [] : [{ key, description, example: value }];
  });
}

/** The text of a new tenant's file, with a comment on what to look at. */
export function newTenantFile(
  { purpose, maintainers, reviewBy, host, service }: NewTenantProps,
  kind: DraftedKind,
): string {
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
quota: ${kind.hints.quota}
# Names it is reached by, below a domain of the environment.
hosts: [${host}]
services:
${serviceText(service, kind)}`;
}

/** The service, each key below what it is; what else a kind can say, the editor shows. */
function serviceText({ kind, ...values }: ServiceDraft, { schema, hints }: DraftedKind): string {
  const described = new Map(requiredValues({ schema }).map(({ key, description }) => [key, description]));
  const lines = Object.entries(values).flatMap(([key, value]) => [
    ...(described.get(key) === undefined ? [] : [`# ${described.get(key) ?? ''}`]),
    ...blockYaml({ [key]: value })
      .trimEnd()
      .split('\n'),
  ]);
  return [`  - kind: ${String(kind)}`, ...[...lines, ...hints.lines].map((line) => `    ${line}`), ''].join('\n');
}
