import { z } from 'zod';
import { qualifiedKind, objectsOfKind, type RenderedObject } from '../rendered';
import { podsIn } from './pods';

const lasting: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/StatefulSet', 'k8s.keycloak.org/Keycloak']);

/** Workloads whose pods run without end, so that alerts watch them and drains move them. */
export const longRunningWorkloads = (objects: readonly RenderedObject[]): readonly RenderedObject[] =>
  objects.filter((object) => lasting.has(qualifiedKind(object)));

/** Labels of the pods that Keycloak's operator makes. */
const keycloakPods = ({ metadata: { name } }: RenderedObject): Readonly<Record<string, string>> => ({
  app: 'keycloak',
  'app.kubernetes.io/instance': name,
});

/** Labels of the pods of a workload; undefined for an object that makes no pods. */
export const podLabels = (object: RenderedObject): Readonly<Record<string, string>> | undefined =>
  qualifiedKind(object) === 'k8s.keycloak.org/Keycloak'
    ? keycloakPods(object)
    : podsIn([object])[0]?.pod.metadata.labels;

const selectorSchema = z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) });

/** Whether a label selector matches the pods of a workload. */
export const selectsPods = (selector: unknown, workload: RenderedObject): boolean =>
  Object.entries(selectorSchema.parse(selector).matchLabels).every(
    ([label, value]) => podLabels(workload)?.[label] === value,
  );

const specSchema = z.looseObject({
  spec: z.looseObject({ replicas: z.number().optional(), instances: z.number().optional() }),
});
const scalerSchema = z.looseObject({
  spec: z.looseObject({ scaleTargetRef: z.looseObject({ name: z.string() }), minReplicas: z.number().default(1) }),
});

/** How many pods a workload has at least. */
export function minimumPods(workload: RenderedObject, objects: readonly RenderedObject[]): number {
  const { replicas, instances } = specSchema.parse(workload).spec;
  const scaler = objectsOfKind(objects, 'autoscaling/HorizontalPodAutoscaler')
    .map((object) => scalerSchema.parse(object).spec)
    .find(({ scaleTargetRef }) => scaleTargetRef.name === workload.metadata.name);
  return scaler?.minReplicas ?? instances ?? replicas ?? 1;
}
