import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import { podsIn } from './pods';
import type { RenderedRule } from './rendered-rule';

const texts = z.record(z.string(), z.string()).default({});
const named = z.array(z.looseObject({ name: z.string() })).default([]);
const asked = z.looseObject({ port: z.union([z.string(), z.number()]).optional() }).optional();
const probe = z.looseObject({ httpGet: asked, tcpSocket: asked }).optional();

const containers = z
  .array(
    z.looseObject({
      name: z.string(),
      ports: z.array(z.looseObject({ name: z.string().optional() })).default([]),
      volumeMounts: named,
      volumeDevices: named,
      startupProbe: probe,
      readinessProbe: probe,
      livenessProbe: probe,
    }),
  )
  .default([]);

const templateSchema = z.looseObject({
  metadata: z.looseObject({ labels: texts }).prefault({}),
  spec: z.looseObject({ volumes: named, containers, initContainers: containers }),
});

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.looseObject({ matchLabels: texts }).optional(),
    volumeClaimTemplates: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })).default([]),
  }),
});

/**
 * The parts of a pod name each other. The API server refuses a mount without a volume and a selector that does not select the
 * workload's own pods, in the middle of a delivery; it takes a probe of a port that no container has, and the pod never gets ready.
 */
export const podPartsRule: RenderedRule = {
  id: 'pod-parts',
  holds:
    'the volumes that containers mount, the ports that probes name and the labels that a workload selects are those of its pods',
  findings: ({ objects }) =>
    podsIn(objects).flatMap(({ object, pod }) =>
      faults(object, templateSchema.parse(pod)).map(([reason, remedy]) => ({
        place: describeObject(object),
        reason,
        remedy,
      })),
    ),
};

type Fault = readonly [reason: string, remedy: string];

function faults(object: RenderedObject, { metadata, spec }: z.output<typeof templateSchema>): readonly Fault[] {
  const { selector, volumeClaimTemplates } = workloadSchema.parse(object).spec;
  const volumes = new Set([
    ...spec.volumes.map(({ name }) => name),
    ...volumeClaimTemplates.map((claim) => claim.metadata.name),
  ]);
  // A Job gets its selector from Kubernetes.
  const labels = qualifiedKind(object) === 'batch/CronJob' ? {} : (selector?.matchLabels ?? {});
  return [
    ...Object.entries(labels)
      .filter(([label, value]) => metadata.labels[label] !== value)
      .map(([label, value]): Fault => [
        `selects pods with ${label}: ${value}, which its own do not have`,
        'give its pods the labels that it selects',
      ]),
    ...[...spec.initContainers, ...spec.containers].flatMap((container) => [
      ...[...container.volumeMounts, ...container.volumeDevices]
        .filter(({ name }) => !volumes.has(name))
        .map(({ name }): Fault => [
          `container ${container.name} mounts ${name}, which is no volume of its pod`,
          'name a volume of the pod',
        ]),
      ...probedPorts(container)
        .filter((port) => !container.ports.some(({ name }) => name === port))
        .map((port): Fault => [
          `a probe of container ${container.name} asks its port ${port}, which it does not have`,
          'name a port of the container, or its number',
        ]),
    ]),
  ];
}

/** Names of the ports that probes ask: a number needs no port of that name. */
const probedPorts = (container: z.output<typeof containers>[number]): readonly string[] =>
  (['startupProbe', 'readinessProbe', 'livenessProbe'] as const).flatMap((each) => {
    const port = container[each]?.httpGet?.port ?? container[each]?.tcpSocket?.port;
    return typeof port === 'string' ? [port] : [];
  });
