import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { expanded } from '../../support/expanded';

const variable = z.union([
  z.strictObject({ name: z.string(), value: z.string() }),
  z.strictObject({
    name: z.string(),
    valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }) }),
  }),
]);

const probe = z.looseObject({
  httpGet: z.strictObject({ path: z.string(), port: z.literal('http') }),
  periodSeconds: z.number(),
  failureThreshold: z.number(),
});

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).default([]),
  env: z.array(variable).default([]),
  ports: z.array(z.looseObject({ name: z.string(), containerPort: z.number() })).default([]),
  startupProbe: z.unknown().optional(),
  volumeMounts: z
    .array(
      z.strictObject({
        name: z.string(),
        mountPath: z.string(),
        subPath: z.string().optional(),
        readOnly: z.boolean().optional(),
      }),
    )
    .default([]),
});

/** What a volume holds; another kind of volume is an error, so that none is left out in silence. */
const volumeSchema = z.union([
  z.strictObject({ name: z.string(), emptyDir: z.unknown() }),
  z.strictObject({ name: z.string(), persistentVolumeClaim: z.strictObject({ claimName: z.string() }) }),
  z.strictObject({ name: z.string(), secret: z.strictObject({ secretName: z.string() }) }),
  z.strictObject({ name: z.string(), configMap: z.strictObject({ name: z.string() }) }),
  z.strictObject({
    name: z.string(),
    downwardAPI: z.strictObject({
      items: z.array(z.strictObject({ path: z.string(), fieldRef: z.strictObject({ fieldPath: z.string() }) })),
    }),
  }),
]);

const workloadSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).default({}) }),
      spec: z.looseObject({
        containers: z.array(containerSchema).min(1),
        initContainers: z.array(z.unknown()).max(0, 'this test starts no containers before the others').optional(),
        volumes: z.array(volumeSchema).default([]),
        terminationGracePeriodSeconds: z.number().default(30),
      }),
    }),
  }),
});

export type PodContainer = z.infer<typeof containerSchema>;
export type PodVolume = z.infer<typeof volumeSchema>;

/** The pod of a rendered workload, as far as somebody needs it who starts its first container. */
export interface RenderedPod {
  readonly container: PodContainer;
  readonly volumes: readonly PodVolume[];
  readonly annotations: Readonly<Record<string, string>>;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stopSeconds: number;
}

/** @throws ZodError when the workload has what this test would leave out. */
export function toPod(workload: KubernetesObject | undefined): RenderedPod {
  const { metadata, spec } = workloadSchema.parse(workload).spec.template;
  const [container] = spec.containers;
  if (container === undefined) throw new Error('a pod has no container');
  const { volumes, terminationGracePeriodSeconds: stopSeconds } = spec;
  return { container, volumes, annotations: metadata.annotations, stopSeconds };
}

/** Where a container says that it works, and how long it may take until it does. */
export interface StartProbe {
  readonly path: string;
  readonly port: number;
  readonly seconds: number;
}

export function toStartProbe({ startupProbe, ports }: PodContainer): StartProbe {
  const { httpGet, periodSeconds, failureThreshold } = probe.parse(startupProbe);
  const port = ports.find(({ name }) => name === httpGet.port)?.containerPort;
  if (port === undefined) throw new Error(`no port is named ${httpGet.port}`);
  return { path: httpGet.path, port, seconds: periodSeconds * failureThreshold };
}

/**
 * The variables of a container, as the kubelet makes them: a reference to an earlier one becomes its value.
 *
 * @param secret the value of a key of a Secret
 */
export function toVariables(
  { env }: PodContainer,
  secret: (name: string, key: string) => string,
): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const each of env) {
    all[each.name] =
      'value' in each
        ? expanded(each.value, all)
        : secret(each.valueFrom.secretKeyRef.name, each.valueFrom.secretKeyRef.key);
  }
  return all;
}

/** Command and arguments of a container with its variables in them; what it does not say is the image's. */
export function toCommand(
  { command, args }: PodContainer,
  image: { readonly entrypoint: readonly string[]; readonly defaultArgs?: readonly string[] },
  variables: Readonly<Record<string, string>>,
): readonly string[] {
  const own = command === undefined && args.length === 0 ? (image.defaultArgs ?? []) : args;
  return [...(command ?? image.entrypoint), ...own].map((word) => expanded(word, variables));
}
