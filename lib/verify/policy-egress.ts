import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';

const ruleSchema = z.looseObject({
  to: z
    .array(
      z.looseObject({
        ipBlock: z.looseObject({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
      }),
    )
    .default([]),
  ports: z
    .array(z.looseObject({ port: z.union([z.number(), z.string()]).optional(), endPort: z.number().optional() }))
    .default([{}]),
});

const policySchema = z.looseObject({ spec: z.looseObject({ egress: z.array(ruleSchema).default([]) }) });

/** A NetworkPolicy, and whom it lets its pods call; without ports, at every port. */
export interface PolicyEgress {
  readonly object: RenderedObject;
  readonly egress: readonly z.output<typeof ruleSchema>[];
}

export const policyEgress = (objects: readonly RenderedObject[]): readonly PolicyEgress[] =>
  objectsOfKind(objects, 'networking.k8s.io/NetworkPolicy').map((object) => ({
    object,
    egress: policySchema.parse(object).spec.egress,
  }));
