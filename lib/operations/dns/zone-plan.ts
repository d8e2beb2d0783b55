import { z } from 'zod';
import { parseJson } from '../../parse-json';

const recordSchema = z.looseObject({
  ttl: z.number(),
  value: z.unknown().optional(),
  values: z.array(z.unknown()).optional(),
});

const changeSchema = z
  .looseObject({
    type: z.enum(['create', 'update', 'delete']),
    name: z.string(),
    record_type: z.string(),
    existing: recordSchema.optional(),
    new: recordSchema.optional(),
  })
  .transform(({ record_type, ...change }) => ({
    kind: change.type,
    name: change.name,
    type: record_type,
    before: change.existing === undefined ? undefined : toValues(change.existing),
    after: change.new === undefined ? undefined : toValues(change.new),
    ttl: change.new?.ttl ?? change.existing?.ttl ?? 0,
  }));

/** A change of all values of a name and type, as octoDNS plans it. */
export type ZoneChange = z.output<typeof changeSchema>;

/** By provider and zone; empty if nothing changes. */
const planSchema = z.record(z.string(), z.record(z.string(), z.looseObject({ changes: z.array(changeSchema) })));

/** The changes of a plan for one zone, as octoDNS' `PlanJson` writes it. */
export const parsePlan = (text: string): readonly ZoneChange[] =>
  Object.values(planSchema.parse(parseJson(text))).flatMap((zones) =>
    Object.values(zones).flatMap(({ changes }) => changes),
  );

/** Whether a plan, as `PlanMarkdown` writes it, would make a zone that the provider does not have. */
export const makesZone = (text: string): boolean => /^\| Create \| \S+ \|( \|)+$/m.test(text);

/** Values as one line each, in an order of their own. */
const toValues = ({ value, values }: z.output<typeof recordSchema>): readonly string[] =>
  (values ?? [value]).map(toText).sort();

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  const fields = z.record(z.string(), z.unknown()).safeParse(value).data;
  return fields === undefined ? JSON.stringify(value) : Object.values(fields).map(String).join(' ');
}
