import { z } from 'zod';

/** By what a pod can do harm: a sentence without its subject, and whether it reaches the machine. */
export interface PodWeakness {
  readonly what: string;
  /** Whether even a new pod is worth a word because of it. */
  readonly reachesMachine: boolean;
}

const contextSchema = z.looseObject({
  privileged: z.boolean().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  runAsNonRoot: z.boolean().optional(),
  runAsUser: z.number().optional(),
  procMount: z.string().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  seccompProfile: z.looseObject({ type: z.string() }).optional(),
  capabilities: z
    .looseObject({ add: z.array(z.string()).default([]), drop: z.array(z.string()).default([]) })
    .optional(),
});

const containerSchema = z.looseObject({
  securityContext: contextSchema.optional(),
  ports: z.array(z.looseObject({ hostPort: z.number().optional() })).default([]),
});

const specSchema = z.looseObject({
  hostNetwork: z.boolean().default(false),
  hostPID: z.boolean().default(false),
  hostIPC: z.boolean().default(false),
  hostUsers: z.boolean().optional(),
  securityContext: contextSchema.optional(),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema).default([]),
  volumes: z.array(z.looseObject({ hostPath: z.looseObject({ path: z.string() }).optional() })).default([]),
});

/** What a pod can do harm by; undefined for something that is no pod. */
export function podWeaknesses(spec: unknown): readonly PodWeakness[] | undefined {
  const parsed = specSchema.safeParse(spec).data;
  if (parsed === undefined) return undefined;
  const { hostNetwork, hostPID, hostIPC, securityContext: shared = {}, volumes } = parsed;
  const containers = [...parsed.containers, ...parsed.initContainers];
  const contexts = containers.map(({ securityContext = {} }) => ({ ...shared, ...defined(securityContext) }));
  const some = (holds: (context: z.output<typeof contextSchema>) => boolean) => contexts.some(holds);
  const found: readonly (readonly [boolean, string, boolean])[] = [
    [some(({ privileged }) => privileged === true), 'has a privileged container', true],
    [hostNetwork, 'uses the host network', true],
    [hostPID, 'uses the host PID namespace', true],
    [hostIPC, 'uses the host IPC namespace', true],
    ...volumes.flatMap(({ hostPath }) =>
      hostPath === undefined ? [] : [[true, `mounts ${hostPath.path} of its machine`, true] as const],
    ),
    ...containers.flatMap(({ ports }) =>
      ports.flatMap(({ hostPort }) =>
        hostPort === undefined ? [] : [[true, `listens on port ${hostPort} of its machine`, true] as const],
      ),
    ),
    [some(({ procMount }) => procMount === 'Unmasked'), 'sees all of /proc', true],
    ...[...new Set(contexts.flatMap(({ capabilities }) => capabilities?.add ?? []))].map(
      (capability) => [true, `has the capability ${capability}`, capability !== 'NET_BIND_SERVICE'] as const,
    ),
    [some(({ runAsUser }) => runAsUser === 0), 'runs as root', true],
    [some(({ runAsNonRoot }) => runAsNonRoot !== true), 'may run as root', false],
    [some(({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false), 'allows privilege escalation', false],
    [
      some(({ capabilities }) => !(capabilities?.drop ?? []).includes('ALL')),
      'no longer drops all capabilities',
      false,
    ],
    [some(({ seccompProfile }) => isUnconfined(seccompProfile?.type)), 'has no seccomp profile', false],
    [some(({ readOnlyRootFilesystem }) => readOnlyRootFilesystem !== true), 'has a writable root file system', false],
  ];
  return found.filter(([holds]) => holds).map(([, what, reachesMachine]) => ({ what, reachesMachine }));
}

const isUnconfined = (type: string | undefined): boolean => type === undefined || type === 'Unconfined';

const defined = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<Value>;
