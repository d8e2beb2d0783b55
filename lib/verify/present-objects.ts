import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/** Keys of a Secret or ConfigMap; `unknown` where what makes it does not say. */
export type ObjectKeys = readonly string[] | 'unknown';

/** What an operator or OpenShift makes because an object is there, in its namespace. */
interface MadeObject {
  readonly kind: string;
  readonly name: string;
  readonly keys: ObjectKeys;
}

/** Where an object is, as one text. */
export const presentKey = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind} ${namespace ?? ''}/${name}`;

/** All objects of a cluster that are rendered or made because of rendered ones, with the keys that they have. */
export function presentObjects(objects: readonly RenderedObject[]): ReadonlyMap<string, ObjectKeys> {
  const present = new Map<string, ObjectKeys>();
  for (const object of objects) {
    const kind = qualifiedKind(object);
    const { name, namespace } = object.metadata;
    present.set(presentKey(kind, namespace, name), ownKeys(object, kind));
    for (const made of makers[kind]?.(object) ?? [])
      present.set(presentKey(made.kind, kind === '/Namespace' ? name : namespace, made.name), made.keys);
  }
  return present;
}

const map = z.record(z.string(), z.unknown()).default({});
const dataSchema = z.looseObject({ data: map, stringData: map, binaryData: map });

function ownKeys(object: RenderedObject, kind: string): ObjectKeys {
  if (kind !== '/Secret' && kind !== '/ConfigMap') return 'unknown';
  // OpenShift fills those for certificate authorities.
  const isFilled = Object.entries({ ...object.metadata.labels, ...object.metadata.annotations }).some(([name]) =>
    /inject-(trusted-)?cabundle$/.test(name),
  );
  const { data, stringData, binaryData } = dataSchema.parse(object);
  return isFilled ? 'unknown' : Object.keys({ ...data, ...stringData, ...binaryData });
}

const secret = (name: string, keys: ObjectKeys): MadeObject => ({ kind: '/Secret', name, keys });

const certificateKeys = ['tls.crt', 'tls.key', 'ca.crt'] as const;

const externalSchema = z.looseObject({
  spec: z.looseObject({
    target: z
      .looseObject({
        name: z.string().optional(),
        template: z.looseObject({ data: map.optional(), templateFrom: z.unknown().optional() }).optional(),
      })
      .prefault({}),
    data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
    dataFrom: z.array(z.unknown()).default([]),
  }),
});

/** A template's keys take the place of those that are read. Source: external-secrets.io, "Advanced Templating". */
function externalSecret(object: RenderedObject): readonly MadeObject[] {
  const { target, data, dataFrom } = externalSchema.parse(object).spec;
  const { name = object.metadata.name, template } = target;
  if (template?.templateFrom !== undefined) return [secret(name, 'unknown')];
  if (template?.data !== undefined) return [secret(name, Object.keys(template.data))];
  return [secret(name, dataFrom.length > 0 ? 'unknown' : data.map(({ secretKey }) => secretKey))];
}

const certificateSchema = z.looseObject({ spec: z.looseObject({ secretName: z.string() }) });

const named = z.looseObject({ name: z.string() });
const clusterSchema = z.looseObject({
  spec: z.looseObject({
    bootstrap: z.looseObject({ initdb: z.looseObject({ secret: named.optional() }).optional() }).optional(),
  }),
});
const crunchySchema = z.looseObject({ spec: z.looseObject({ users: z.array(named).default([]) }) });
const perconaSchema = z.looseObject({ spec: z.looseObject({ secretsName: z.string().optional() }) });

/** Keys of a CloudNativePG application's secret. Source: cloudnative-pg:pkg/specs/secrets.go. */
const cnpgKeys = 'username user password dbname host port uri jdbc-uri fqdn-uri fqdn-jdbc-uri pgpass'.split(' ');

const annotations = z.record(z.string(), z.string()).default({});
const keycloakSchema = z.looseObject({
  spec: z.looseObject({ http: z.looseObject({ annotations }).prefault({}) }),
});

/** The certificate that OpenShift makes for a Service, by its annotation. */
function servingCertificate(texts: Readonly<Record<string, string>>): readonly MadeObject[] {
  const name = texts['service.beta.openshift.io/serving-cert-secret-name'];
  return name === undefined ? [] : [secret(name, ['tls.crt', 'tls.key'])];
}

/** What is made because of an object of a kind. */
const makers: Readonly<Record<string, (object: RenderedObject) => readonly MadeObject[]>> = {
  // Source: Kubernetes' RootCACertPublisher, and OpenShift's controllers for builds and the service CA.
  '/Namespace': () => [
    { kind: '/ConfigMap', name: 'kube-root-ca.crt', keys: ['ca.crt'] },
    { kind: '/ConfigMap', name: 'openshift-service-ca.crt', keys: ['service-ca.crt'] },
    ...['default', 'builder', 'deployer'].map((name) => ({ kind: '/ServiceAccount', name, keys: 'unknown' as const })),
  ],
  '/Service': ({ metadata: { annotations } }) => servingCertificate(annotations),
  'k8s.keycloak.org/Keycloak': (object) => servingCertificate(keycloakSchema.parse(object).spec.http.annotations),
  'external-secrets.io/ExternalSecret': externalSecret,
  'cert-manager.io/Certificate': (object) => [secret(certificateSchema.parse(object).spec.secretName, certificateKeys)],
  'postgresql.cnpg.io/Cluster': (object) =>
    clusterSchema.parse(object).spec.bootstrap?.initdb?.secret === undefined
      ? [secret(`${object.metadata.name}-app`, cnpgKeys)]
      : [],
  'postgres-operator.crunchydata.com/PostgresCluster': (object) =>
    crunchySchema
      .parse(object)
      .spec.users.map(({ name }) => secret(`${object.metadata.name}-pguser-${name}`, 'unknown')),
  // Source: Percona Operator for MySQL, "Users": what it makes where nobody did.
  'pxc.percona.com/PerconaXtraDBCluster': (object) => [
    secret(perconaSchema.parse(object).spec.secretsName ?? `${object.metadata.name}-secrets`, 'unknown'),
  ],
  // Source: GitLab's chart, shared-secrets: what Rails encrypts with.
  'apps.gitlab.com/GitLab': ({ metadata: { name } }) => [secret(`${name}-rails-secret`, ['secrets.yml'])],
};
