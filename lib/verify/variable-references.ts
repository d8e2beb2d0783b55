import { z } from 'zod';
import { qualifiedKind, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const commandSchema = z.array(z.string()).default([]);
const probeSchema = z.looseObject({ exec: z.looseObject({ command: commandSchema }).optional() }).optional();
const sourceSchema = z.looseObject({ name: z.string() }).optional();

const containerSchema = z.looseObject({
  name: z.string(),
  command: commandSchema,
  args: commandSchema,
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  envFrom: z
    .array(z.looseObject({ prefix: z.string().default(''), secretRef: sourceSchema, configMapRef: sourceSchema }))
    .default([]),
  startupProbe: probeSchema,
  readinessProbe: probeSchema,
  livenessProbe: probeSchema,
});

type Container = z.output<typeof containerSchema>;

/** Fields of a pod, or of a custom resource from which an operator makes pods, that list containers. */
const containerLists: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'sidecars',
]);

/**
 * References `$(NAME)` in commands, arguments and variables name a variable that is defined before. Kubernetes silently leaves
 * other references as they are.
 * Sources: Kubernetes' API reference, `Container.command`, `Container.args` and `EnvVar.value`; for probes, which know no values
 * from Secrets, `ExpandContainerCommandOnlyStatic` of the kubelet.
 */
export const variableReferencesRule: RenderedRule = {
  id: 'variable-references',
  holds: 'every reference to a variable in a container names one that is defined before it',
  findings: (rendered) => {
    const keys = keysBySource(rendered);
    return rendered.objects.flatMap((object) =>
      containersIn(object).flatMap((container) => containerFindings(container, object, keys)),
    );
  },
};

/** Variables that the kubelet gives to every container. */
const ofEveryPod = /^KUBERNETES_(SERVICE|PORT)/;

function containerFindings(
  { name, command, args, env, envFrom, ...probes }: Container,
  object: RenderedObject,
  keys: KeysOf,
): readonly RenderedFinding[] {
  const found: RenderedFinding[] = [];
  const check = (text: string, where: string, known: ReadonlySet<string>, remedy: string): void => {
    for (const reference of kubernetesReferences(text)) {
      if (known.has(reference) || ofEveryPod.test(reference)) continue;
      const isBelow = remedy === later && env.some((other) => other.name === reference);
      const which = isBelow ? 'is defined after it' : 'is not defined there';
      const reason = `${where} of container ${name} refers to $(${reference}), which ${which}`;
      found.push({ place: describeObject(object), reason, remedy });
    }
  };

  const above = new Set(envFrom.flatMap(({ prefix, ...from }) => keys(object, from).map((key) => `${prefix}${key}`)));
  for (const variable of env) {
    check(variable.value ?? '', variable.name, above, later);
    above.add(variable.name);
  }
  for (const text of command) check(text, 'command', above, later);
  for (const text of args) check(text, 'args', above, later);
  const open = new Set(env.flatMap((variable) => (variable.value === undefined ? [] : [variable.name])));
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
    for (const text of probes[probe]?.exec?.command ?? []) check(text, probe, open, openly);
  }
  return found;
}

const later = 'define the variable above it; for the text itself write two dollars';
const openly =
  'read the variable in a shell, which also knows variables from Secrets; for the text itself write two dollars';

/** Names of variables that Kubernetes would replace in a text; `$$` is one dollar. */
function kubernetesReferences(text: string): readonly string[] {
  return [...text.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) =>
    name !== undefined && /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? [name] : [],
  );
}

/** Every container below an object. */
function containersIn(value: unknown): readonly Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    if (!containerLists.has(key) || !Array.isArray(child)) return containersIn(child);
    return child.flatMap((entry: unknown) => {
      const parsed = containerSchema.safeParse(entry);
      return parsed.success ? [parsed.data] : containersIn(entry);
    });
  });
}

interface Source {
  readonly secretRef?: { readonly name: string };
  readonly configMapRef?: { readonly name: string };
}

type KeysOf = (object: RenderedObject, source: Source) => readonly string[];

const dataSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).default({}),
  stringData: z.record(z.string(), z.unknown()).default({}),
});

const externalSecretSchema = z.looseObject({
  spec: z.looseObject({
    target: z
      .looseObject({
        name: z.string().optional(),
        template: z.looseObject({ data: z.record(z.string(), z.unknown()).optional() }).optional(),
      })
      .prefault({}),
    data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
  }),
});

/** Keys of Secrets and ConfigMaps that are rendered, or that a rendered ExternalSecret makes; those of others are unknown. */
function keysBySource({ objects }: Rendered): KeysOf {
  const keys = new Map<string, readonly string[]>();
  const place = ({ metadata }: RenderedObject, kind: string, name: string) =>
    `${kind} ${metadata.namespace ?? ''}/${name}`;
  for (const object of objects) {
    const kind = qualifiedKind(object);
    if (kind === '/Secret' || kind === '/ConfigMap') {
      const { data, stringData } = dataSchema.parse(object);
      keys.set(place(object, object.kind, object.metadata.name), Object.keys({ ...data, ...stringData }));
    } else if (kind === 'external-secrets.io/ExternalSecret') {
      const { target, data } = externalSecretSchema.parse(object).spec;
      const made = target.template?.data ? Object.keys(target.template.data) : data.map(({ secretKey }) => secretKey);
      keys.set(place(object, 'Secret', target.name ?? object.metadata.name), made);
    }
  }
  return (object, { secretRef, configMapRef }) => [
    ...(secretRef === undefined ? [] : (keys.get(place(object, 'Secret', secretRef.name)) ?? [])),
    ...(configMapRef === undefined ? [] : (keys.get(place(object, 'ConfigMap', configMapRef.name)) ?? [])),
  ];
}
