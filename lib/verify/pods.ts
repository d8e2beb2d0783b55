import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

const texts = z.record(z.string(), z.string()).default({});
const amounts = z.record(z.string(), z.union([z.string(), z.number()])).default({});

const portSchema = z.looseObject({
  name: z.string().optional(),
  containerPort: z.number(),
  protocol: z.string().default('TCP'),
});

const containerSchema = z.looseObject({
  name: z.string(),
  resources: z.looseObject({ requests: amounts, limits: amounts }).prefault({}),
  startupProbe: z.unknown().optional(),
  readinessProbe: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
  securityContext: z.record(z.string(), z.unknown()).default({}),
  ports: z.array(portSchema).default([]),
});

const podSchema = z.looseObject({
  metadata: z.looseObject({ labels: texts, annotations: texts }).prefault({}),
  spec: z.looseObject({
    containers: z.array(containerSchema),
    initContainers: z.array(containerSchema).default([]),
    securityContext: z.record(z.string(), z.unknown()).default({}),
    automountServiceAccountToken: z.boolean().optional(),
  }),
});

export type RenderedContainer = z.output<typeof containerSchema>;

/** The pod template of a workload, such as a Deployment or a CronJob. */
export interface RenderedPod {
  readonly object: RenderedObject;
  readonly pod: z.output<typeof podSchema>;
  /** Whether the pod runs without end; false for a Job's. */
  readonly lasting: boolean;
}

const templated = z.looseObject({ spec: z.looseObject({ template: podSchema }) });
const scheduled = z.looseObject({ spec: z.looseObject({ jobTemplate: templated }) });

/** The pod templates of all workloads. Pods that operators make are not among them. */
export const podsIn = (objects: readonly RenderedObject[]): readonly RenderedPod[] =>
  objects.flatMap((object): readonly RenderedPod[] => {
    switch (qualifiedKind(object)) {
      case 'apps/Deployment':
      case 'apps/StatefulSet':
      case 'apps/DaemonSet':
        return [{ object, pod: templated.parse(object).spec.template, lasting: true }];
      case 'batch/Job':
        return [{ object, pod: templated.parse(object).spec.template, lasting: false }];
      case 'batch/CronJob':
        return [{ object, pod: scheduled.parse(object).spec.jobTemplate.spec.template, lasting: false }];
      default:
        return [];
    }
  });

/** All containers of a pod, init containers first. */
export const allContainers = ({ pod: { spec } }: RenderedPod): readonly RenderedContainer[] => [
  ...spec.initContainers,
  ...spec.containers,
];

/** The reason in the pod's annotations why a container may have a fixed user, or more than the restricted pod standard allows. */
export const unrestrictedReason = (
  { pod: { metadata } }: Pick<RenderedPod, 'pod'>,
  { name }: RenderedContainer,
): string | undefined => metadata.annotations[`unrestricted.commons-platform/${name}`];
