import { z } from 'zod';
import { manifests, values, type RenderedManifest } from '../support/rendered';

const amounts = z.record(z.string(), z.union([z.string(), z.number()])).default({});
const containerSchema = z.looseObject({
  name: z.string(),
  resources: z.object({ requests: amounts, limits: amounts }).prefault({}),
  startupProbe: z.unknown().optional(),
  readinessProbe: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
  securityContext: z.record(z.string(), z.unknown()).default({}),
});
const podSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).default({}),
      annotations: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
  spec: z.looseObject({
    containers: z.array(containerSchema),
    initContainers: z.array(containerSchema).default([]),
    securityContext: z.record(z.string(), z.unknown()).default({}),
    automountServiceAccountToken: z.boolean().optional(),
  }),
});
const templated = z.looseObject({ template: podSchema });

const scheduled = z.looseObject({ jobTemplate: z.looseObject({ spec: templated }) });

const ofKinds = (...kinds: string[]) => manifests.filter(({ kind }) => kinds.includes(kind));
const podsOf = (found: readonly RenderedManifest[], template: (spec: unknown) => z.output<typeof templated>) =>
  found.map(({ at, spec }) => ({ at, pod: template(spec).template }));

/** Workloads whose pods we write out; operators make the pods of the others. */
const services = podsOf(ofKinds('Deployment', 'StatefulSet', 'DaemonSet'), (spec) => templated.parse(spec));
const jobs = [
  ...podsOf(ofKinds('Job'), (spec) => templated.parse(spec)),
  ...podsOf(ofKinds('CronJob'), (spec) => scheduled.parse(spec).jobTemplate.spec),
];
const workloads = [...services, ...jobs];

const containersOf = (found: typeof workloads, kinds: readonly ('containers' | 'initContainers')[]) =>
  found.flatMap(({ at, pod }) =>
    kinds.flatMap((kind) => pod.spec[kind]).map((container) => ({ at: `${at} ${container.name}`, container })),
  );

const containers = containersOf(workloads, ['containers', 'initContainers']);

/** Containers that may be more than restricted, or somebody in particular, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'CronJob/etcd-backup snapshot': 'runs OpenShift’s own script on a control-plane machine, as its root',
  'CronJob/etcd-backup upload': 'nobody is assigned beside a privileged container, and its image would be root',
};
const isException = (at: string): boolean => Object.keys(exceptions).some((each) => at.endsWith(` ${each}`));

test('every exception is still one', () => {
  const gone = Object.keys(exceptions).filter((each) => !containers.some(({ at }) => at.endsWith(` ${each}`)));
  expect(gone).toEqual([]);
});

const ownerLabels = ['app.kubernetes.io/part-of', 'commons-platform/owner', 'commons-platform/data-class'];

const lacking = (labels: Readonly<Record<string, string>>) => ownerLabels.filter((label) => !labels[label]);

test('there is something to look at', () => {
  expect(workloads.length).toBeGreaterThan(40);
});

test('every object says whose it is', () => {
  expect(manifests.filter(({ metadata }) => lacking(metadata.labels).length > 0).map(({ at }) => at)).toEqual([]);
});

test('every pod says whose it is', () => {
  expect(workloads.filter(({ pod }) => lacking(pod.metadata.labels).length > 0).map(({ at }) => at)).toEqual([]);
});

test('every container that runs on has the three probes, or says why not', () => {
  const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
  const running = containersOf(
    services.filter(({ pod }) => !('commons-platform/no-probes-because' in pod.metadata.annotations)),
    ['containers'],
  );
  expect(
    running.filter(({ container }) => probes.some((probe) => container[probe] === undefined)).map(({ at }) => at),
  ).toEqual([]);
});

const resourced = z.looseObject({ resources: z.unknown() });
const perconaSchema = z.looseObject({
  pxc: resourced.extend({ sidecars: z.array(resourced) }),
  haproxy: resourced,
  initContainer: resourced,
});

/** Places where an operator is told what its containers may use. */
const operated = manifests.flatMap((manifest): { at: string; resources: unknown }[] => {
  const spec = z.record(z.string(), z.unknown()).parse(manifest.spec ?? {});
  if (manifest.kind === 'Cluster') return [{ at: manifest.at, resources: spec.resources }];
  if (manifest.kind === 'ObjectStore') {
    const sidecar = z.object({ resources: z.unknown() }).parse(spec.instanceSidecarConfiguration);
    return [{ at: manifest.at, resources: sidecar.resources }];
  }
  if (manifest.kind === 'PerconaXtraDBCluster') {
    const { pxc, haproxy, initContainer } = perconaSchema.parse(spec);
    return [pxc, haproxy, initContainer, ...pxc.sidecars].map(({ resources }) => ({ at: manifest.at, resources }));
  }
  if (manifest.kind === 'PostgresCluster') {
    return [...values(spec)]
      .filter(([path]) => /\.(instances\.\d+|pgBouncer|exporter|jobs|sidecars\.\w+)$/.test(path))
      .map(([path, part]) => ({ at: `${manifest.at} ${path}`, resources: resourced.parse(part).resources }));
  }
  if (manifest.kind !== 'Pooler') return [];
  return templated.parse(spec).template.spec.containers.map(({ resources }) => ({ at: manifest.at, resources }));
});

test('every container has requests and limits of CPU and memory', () => {
  const complete = z.object({
    requests: z.looseObject({ cpu: z.string(), memory: z.string() }),
    limits: z.looseObject({ cpu: z.string(), memory: z.string() }),
  });
  const all = [...containers.map(({ at, container }) => ({ at, resources: container.resources })), ...operated];
  expect(all.filter(({ resources }) => !complete.safeParse(resources).success).map(({ at }) => at)).toEqual([]);
});

test('nothing fixes a user or group: OpenShift assigns them and refuses others', () => {
  const fixed = /\.(runAsUser|runAsGroup|fsGroup|supplementalGroups|postgresUID|postgresGID)$/;
  const found = manifests
    .filter(({ at }) => !Object.keys(exceptions).some((each) => at.endsWith(` ${each.split(' ')[0] ?? ''}`)))
    .flatMap((manifest) =>
      [...values(manifest)].filter(([path]) => fixed.test(path)).map(([path]) => `${manifest.at} ${path}`),
    );
  expect(found).toEqual([]);
});

test('every container fits the restricted profile', () => {
  const misfits = containers.filter(({ at, container: { securityContext } }) => {
    if (isException(at)) return false;
    const { privileged, allowPrivilegeEscalation, readOnlyRootFilesystem, runAsNonRoot, capabilities } =
      securityContext;
    const dropped = JSON.stringify(capabilities) === '{"drop":["ALL"]}';
    return (
      privileged !== false || allowPrivilegeEscalation !== false || !readOnlyRootFilesystem || !runAsNonRoot || !dropped
    );
  });
  expect(misfits.map(({ at }) => at)).toEqual([]);
  expect(
    workloads.filter(({ pod }) => pod.spec.securityContext.seccompProfile === undefined).map(({ at }) => at),
  ).toEqual([]);
  expect(workloads.filter(({ pod }) => pod.spec.automountServiceAccountToken !== false).map(({ at }) => at)).toEqual(
    [],
  );
});

const triggersSchema = z.array(
  z.object({ from: z.object({ kind: z.literal('ImageStreamTag'), name: z.string() }), fieldPath: z.string() }),
);

test('every image trigger names a tag of a stream and a container that exist', () => {
  const triggered = manifests.filter(({ metadata }) => 'image.openshift.io/triggers' in metadata.annotations);
  expect(triggered.length).toBeGreaterThan(40);
  for (const manifest of triggered) {
    const triggers = triggersSchema.parse(
      JSON.parse(manifest.metadata.annotations['image.openshift.io/triggers'] ?? ''),
    );
    const [at, { template }] =
      manifest.kind === 'CronJob'
        ? (['spec.jobTemplate.spec.template', scheduled.parse(manifest.spec).jobTemplate.spec] as const)
        : (['spec.template', templated.parse(manifest.spec)] as const);
    const own = template.spec.containers.map(({ name }) => `${at}.spec.containers[?(@.name=="${name}")].image`);
    for (const { from, fieldPath } of triggers) {
      expect(own).toContain(fieldPath);
      expect(streamTags(manifest)).toContain(from.name);
    }
  }
});

function streamTags({ environment, metadata }: RenderedManifest): readonly string[] {
  const streamSchema = z.looseObject({ tags: z.array(z.looseObject({ name: z.string() })) });
  return manifests
    .filter((other) => other.kind === 'ImageStream' && other.environment === environment)
    .filter((other) => other.metadata.namespace === metadata.namespace)
    .flatMap((other) => streamSchema.parse(other.spec).tags.map((tag) => `${other.metadata.name}:${tag.name}`));
}

test('what holds data is never pruned', () => {
  const holders = [
    'Namespace',
    'PersistentVolumeClaim',
    'Cluster',
    'ObjectStore',
    'PostgresCluster',
    'PerconaXtraDBCluster',
    'LokiStack',
  ];
  const prunable = manifests
    .filter(({ kind }) => holders.includes(kind))
    .filter(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-options'] !== 'Prune=false,Delete=false');
  expect(prunable.map(({ at }) => at)).toEqual([]);
});

test('every namespace denies by default, in and out, or says why not', () => {
  const namespaces = manifests.filter(({ kind }) => kind === 'Namespace');
  const said = namespaces.filter(({ metadata }) => 'commons-platform/open-network-because' in metadata.annotations);
  // Those of operators alone: whatever serves people is closed.
  expect(said.filter(({ at }) => !/\/cluster\/(operators|external-secrets-namespace)\//.test(at))).toEqual([]);
  const open = namespaces.filter(
    ({ environment, metadata }) =>
      !said.some((other) => other.metadata === metadata) &&
      !manifests.some(
        (policy) =>
          policy.kind === 'NetworkPolicy' &&
          policy.environment === environment &&
          policy.metadata.namespace === metadata.name &&
          JSON.stringify(policy.spec) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}',
      ),
  );
  expect(namespaces.length).toBeGreaterThan(40);
  expect(open.map(({ at }) => at)).toEqual([]);
});
