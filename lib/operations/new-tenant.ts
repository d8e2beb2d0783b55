import { z } from 'zod';
import { schemaExample } from '../../model/schema-example';
import type { SchemaPlace } from '../../model/schema-places';
import type { ServiceKinds } from '../../model/kinds/service-kind';
import { blockYaml } from '../../model/formats/block-yaml';
import { tenantFileHead } from './tenant-file-head';

/** Content of a new tenant's file. Everything that a person did not give has a valid default. */
export interface NewTenantProps {
  readonly purpose: string;
  readonly maintainers: readonly string[];
  /** Date like 2027-06-30. */
  readonly reviewBy: string;
  readonly host: string;
  readonly service: ServiceDraft;
}

/** A service as it is written to the file, with `kind` first. */
export type ServiceDraft = Readonly<Record<string, unknown>>;

/** A required field of a kind of service that has no default. */
export interface RequiredValue {
  readonly key: string;
  /** Description for people. */
  readonly description: string;
  /** A valid value. */
  readonly example: unknown;
}

/** The parts of a kind of service that are needed to write a new tenant's file. */
type DraftedKind = Pick<ServiceKinds[number], 'schema' | 'hints'>;

/** Required fields of this kind of service. */
export function requiredValues({ schema }: Pick<DraftedKind, 'schema'>): readonly RequiredValue[] {
  const place: SchemaPlace = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const example: ServiceDraft = z.record(z.string(), z.unknown()).parse(schemaExample(place));
  return Object.entries(example).flatMap(([key, value]) => {
    const field = place.properties?.[key];
    const description = typeof field === 'object' ? (field.description ?? '') : '';
    return key === 'kind' ? [] : [{ key, description, example: value }];
  });
}

/** Text of a new tenant's file, with comments on what a person should check. */
export function newTenantFile(
  { purpose, maintainers, reviewBy, host, service }: NewTenantProps,
  kind: DraftedKind,
): string {
  const head = tenantFileHead({ purpose, maintainers, reviewBy, quota: kind.hints.quota, hosts: [host] });
  return `${head}services:
${serviceText(service, kind)}`;
}

/**
 * YAML of the service, with a comment above each key; the comment comes from the schema. Optional fields are left out:
 * editors suggest them.
 */
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
