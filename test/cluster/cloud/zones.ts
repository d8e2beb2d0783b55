import { z } from 'zod';
import type { Json } from '../../deep/support/template';
import type { Declared } from '../support/delivered-home';
import type { RenderedTemplates } from './templates';

/** Records of one name and type. */
export interface ZoneRecord {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

/** A zone of Route 53 as its template makes it. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly records: readonly ZoneRecord[];
}

export const recordsSchema = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    values: z
      .array(z.string())
      .nullish()
      .transform((all) => all ?? []),
  }),
);

const zoneSchema = z.looseObject({ Name: z.string() });
const recordSchema = z.looseObject({
  Name: z.string(),
  Type: z.string(),
  HostedZoneId: z.json(),
  ResourceRecords: z.array(z.json()).optional(),
});

/** Every zone that the templates make with what they write into it, by the identifier that the facts have for it. */
export function zonesIn(templates: RenderedTemplates, declared: Declared): readonly Zone[] {
  const records = templates.ofType('AWS::Route53::RecordSet').map(({ Properties }) => recordSchema.parse(Properties));
  const known = new Map([
    [declared.baseDomain, declared.clusterZoneId],
    [`${declared.clusterName}.${declared.baseDomain}`, declared.clusterPrivateZoneId],
  ]);
  return templates.ofType('AWS::Route53::HostedZone').map(({ logicalId, Properties }, index) => {
    const { Name: name } = zoneSchema.parse(Properties);
    return {
      id: known.get(name) ?? `Z0OFTHETEST${index}`,
      name,
      records: records
        .filter(({ HostedZoneId }) => JSON.stringify(HostedZoneId).includes(logicalId))
        .map(({ Name, Type, ResourceRecords }) => ({
          name: Name,
          type: Type,
          values: valuesFor(Type, ResourceRecords),
        })),
    };
  });
}

/** What a record says; where it stands for a balancer, any address does. */
function valuesFor(type: string, values: readonly Json[] = []): readonly string[] {
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length > 0) return texts;
  return [type === 'AAAA' ? '2001:db8::1' : type === 'A' ? '192.0.2.1' : 'balancer.example'];
}
