import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import { objectKey } from '../comparison';
import type { Labels } from '../label-selector';

/** Pods that are made alike: those of a workload, of a database, or some that only a selector tells of. */
export interface NetworkPods {
  readonly key: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly words: string;
  /** Numbers of the ports that have names. */
  readonly namedPorts: Readonly<Record<string, number>>;
  /** Object that makes them; undefined for pods that are only presumed. */
  readonly maker: string | undefined;
  /** Whether they are in a namespace of which nothing is rendered. */
  readonly isUnseen: boolean;
}

const containers = z
  .array(
    z.looseObject({
      ports: z.array(z.looseObject({ name: z.string().optional(), containerPort: z.number() })).default([]),
    }),
  )
  .default([]);
const templateSchema = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).default({}) }).prefault({}),
  spec: z.looseObject({ containers, initContainers: containers }).prefault({}),
});
const templatedSchema = z.looseObject({ spec: z.looseObject({ template: templateSchema }) });
const scheduledSchema = z.looseObject({ spec: z.looseObject({ jobTemplate: templatedSchema }) });

const workloads: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
]);

/** Kinds of objects that have pods, `<group>/<kind>`. */
export const hasPods = (kind: string): boolean =>
  workloads.has(kind) || kind in made || kind === '/Pod' || kind === 'batch/CronJob';

/** Returns the pods that an object makes; none if it makes none, or they cannot be read. */
export function podsFor(object: RenderedObject): readonly NetworkPods[] {
  const kind = qualifiedKind(object);
  const { namespace = '', name } = object.metadata;
  const maker = objectKey(object);
  const parts = made[kind];
  if (parts !== undefined) {
    return Object.entries(parts(name)).map(([words, labels]) => ({
      key: `${maker} ${words}`,
      namespace,
      labels,
      words: `${words} ${namespace}/${name}`,
      namedPorts: {},
      maker,
      isUnseen: false,
    }));
  }
  const template = toTemplate(kind, object);
  if (template === undefined) return [];
  const named = [...template.spec.containers, ...template.spec.initContainers].flatMap(({ ports }) =>
    ports.flatMap((port) => (port.name === undefined ? [] : [[port.name, port.containerPort] as const])),
  );
  const words = `${kind.startsWith('batch/') ? 'job' : 'pods'} ${namespace}/${name}`;
  return [
    {
      key: maker,
      namespace,
      labels: template.metadata.labels,
      words,
      namedPorts: Object.fromEntries(named),
      maker,
      isUnseen: false,
    },
  ];
}

function toTemplate(kind: string, object: RenderedObject): z.output<typeof templateSchema> | undefined {
  if (workloads.has(kind)) return templatedSchema.safeParse(object).data?.spec.template;
  if (kind === 'batch/CronJob') return scheduledSchema.safeParse(object).data?.spec.jobTemplate.spec.template;
  return kind === '/Pod' ? templateSchema.safeParse(object).data : undefined;
}

const crunchy = 'postgres-operator.crunchydata.com';
const percona = (name: string, component: string): Labels => ({
  'app.kubernetes.io/instance': name,
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/name': 'percona-xtradb-cluster',
});

/**
 * Labels of the pods that operators make. Sources: cloudnative-pg/cloudnative-pg:pkg/utils/labels_annotations.go,
 * CrunchyData/postgres-operator:internal/naming/labels.go, percona/percona-xtradb-cluster-operator:pkg/naming/labels.go,
 * keycloak/keycloak:operator (KeycloakDeploymentDependentResource).
 */
const made: Readonly<Record<string, (name: string) => Readonly<Record<string, Labels>>>> = {
  'postgresql.cnpg.io/Cluster': (name) => ({
    database: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance', 'app.kubernetes.io/component': 'database' },
  }),
  'postgresql.cnpg.io/Pooler': (name) => ({ pooler: { 'cnpg.io/poolerName': name, 'cnpg.io/podRole': 'pooler' } }),
  'postgres-operator.crunchydata.com/PostgresCluster': (name) => ({
    database: { [`${crunchy}/cluster`]: name, [`${crunchy}/data`]: 'postgres' },
    'backup of database': { [`${crunchy}/cluster`]: name, [`${crunchy}/pgbackrest`]: '' },
    'pooler of database': { [`${crunchy}/cluster`]: name, [`${crunchy}/role`]: 'pgbouncer' },
  }),
  'pxc.percona.com/PerconaXtraDBCluster': (name) => ({
    database: percona(name, 'pxc'),
    'proxy of database': percona(name, 'haproxy'),
  }),
  'k8s.keycloak.org/Keycloak': (name) => ({ pods: { app: 'keycloak', 'app.kubernetes.io/instance': name } }),
};
