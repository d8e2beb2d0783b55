import { z } from 'zod';
import { placementSchema } from './placement-schema';
import type { RenderedObject } from './rendered';

const volumeSchema = z.looseObject({
  hostPath: z.unknown().optional(),
  projected: z
    .looseObject({
      sources: z
        .array(z.looseObject({ serviceAccountToken: z.looseObject({ audience: z.string().optional() }).optional() }))
        .default([]),
    })
    .optional(),
});

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  securityContext: z.looseObject({ privileged: z.boolean().optional() }).optional(),
});

const podSchema = placementSchema.extend({
  serviceAccountName: z.string().default('default'),
  automountServiceAccountToken: z.boolean().default(true),
  hostNetwork: z.boolean().default(false),
  hostPID: z.boolean().default(false),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).default([]),
  volumes: z.array(volumeSchema).default([]),
});

const withTemplate = z.looseObject({ template: z.looseObject({ spec: podSchema }) });
const withJobTemplate = z.looseObject({ jobTemplate: z.looseObject({ spec: withTemplate }) });

/** Spec of the pods of an object, with the fields that rules read. */
export type RenderedPodTemplate = z.output<typeof podSchema>;

/**
 * Returns the pod spec of a Deployment, StatefulSet, DaemonSet, Job or CronJob, and undefined for other kinds.
 *
 * @throws ZodError when the object has no valid pod template
 */
export function toPodTemplate({ kind, spec }: RenderedObject): RenderedPodTemplate | undefined {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return withTemplate.parse(spec).template.spec;
    case 'CronJob':
      return withJobTemplate.parse(spec).jobTemplate.spec.template.spec;
    default:
      return undefined;
  }
}
