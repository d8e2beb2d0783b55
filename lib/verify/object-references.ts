import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/** What one object names in the cluster, and cannot do its work without. */
export interface ObjectReference {
  /** Group and kind, like `/Secret`. */
  readonly kind: string;
  /** Namespace of what is named; undefined for what has none. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The key of a Secret or ConfigMap that is read; undefined where all of it is. */
  readonly key: string | undefined;
}

/** Fields whose text is a name, in whatever kind they are. */
const namingFields: Readonly<Record<string, string>> = {
  barmanObjectName: 'barmancloud.cnpg.io/ObjectStore',
  claimName: '/PersistentVolumeClaim',
  'kubernetes.io/metadata.name': '/Namespace',
  priorityClassName: 'scheduling.k8s.io/PriorityClass',
  secret: '/Secret',
  secretName: '/Secret',
  serviceAccountName: '/ServiceAccount',
  storageClass: 'storage.k8s.io/StorageClass',
  storageClassName: 'storage.k8s.io/StorageClass',
  tlsSecret: '/Secret',
};

/** Fields that have a name inside, and perhaps a key. */
const referringFields: Readonly<Record<string, string>> = {
  configMap: '/ConfigMap',
  configMapKeyRef: '/ConfigMap',
  configMapRef: '/ConfigMap',
  databaseInitSQL: '/ConfigMap',
  externalCertificate: '/Secret',
  secret: '/Secret',
  secretKeyRef: '/Secret',
  secretRef: '/Secret',
  serviceAccountRef: '/ServiceAccount',
};

/** Fields that have a kind inside: its group, and the kind where none is written. */
const fieldsWithKind: Readonly<Record<string, { readonly group: string; readonly kind: string }>> = {
  issuerRef: { group: 'cert-manager.io', kind: 'Issuer' },
  roleRef: { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  secretStoreRef: { group: 'external-secrets.io', kind: 'SecretStore' },
  secretStoreRefs: { group: 'external-secrets.io', kind: 'SecretStore' },
};

/** Fields that are names in single kinds, and something else in others. */
const ownFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': {
    policyName: 'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  },
  'apps/StatefulSet': { serviceName: '/Service' },
  'apps.gitlab.com/GitLab': { serviceAccount: '/ServiceAccount' },
  'argoproj.io/Application': { namespace: '/Namespace', project: 'argoproj.io/AppProject' },
  'oadp.openshift.io/DataProtectionApplication': { credential: '/Secret' },
  'observability.openshift.io/ClusterLogForwarder': {
    serviceAccount: '/ServiceAccount',
    target: 'loki.grafana.com/LokiStack',
  },
  'postgresql.cnpg.io/Pooler': { cluster: 'postgresql.cnpg.io/Cluster' },
  'postgresql.cnpg.io/ScheduledBackup': { cluster: 'postgresql.cnpg.io/Cluster' },
};

/** Fields, by kind, that name what an operator is to make, or whose keys are words of whoever wrote them. */
const passedOver: Readonly<Record<string, readonly string[]>> = {
  '/ConfigMap': ['data', 'binaryData'],
  '/Secret': ['data', 'stringData'],
  'cert-manager.io/Certificate': ['secretName'],
  'external-secrets.io/ExternalSecret': ['template'],
};

/** Kinds that have no namespace. */
const clusterWide: ReadonlySet<string> = new Set([
  '/Namespace',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterSecretStore',
  'rbac.authorization.k8s.io/ClusterRole',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);

const referenceSchema = z.looseObject({
  kind: z.string().optional(),
  name: z.string().optional(),
  secretName: z.string().optional(),
  namespace: z.string().optional(),
  key: z.string().optional(),
  optional: z.boolean().optional(),
  items: z.array(z.looseObject({ key: z.string() })).optional(),
});

type Reference = z.output<typeof referenceSchema>;

/**
 * Everything that an object names in the fields that Kubernetes and the operators have for it. What is optional is left out.
 * Sources: the API reference of Kubernetes, and those of cert-manager, External Secrets, CloudNativePG and Argo CD.
 */
export function objectReferences(object: RenderedObject): readonly ObjectReference[] {
  const own = ownFields[qualifiedKind(object)] ?? {};
  const others = ['metadata', ...(passedOver[qualifiedKind(object)] ?? [])];
  const found: ObjectReference[] = [];
  const add = (kind: string, name: string, { namespace, key }: Reference = {}): void => {
    const place = clusterWide.has(kind) ? undefined : (namespace ?? object.metadata.namespace);
    // What has no namespace names a Secret in that of its operator.
    if (place !== undefined || clusterWide.has(kind)) found.push({ kind, namespace: place, name, key });
  };
  const visit = (value: object, list?: string): void => {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
    for (const [step, child] of entries) {
      // What is said of each of a list is said of its field.
      const field = list ?? step;
      if (others.includes(field)) continue;
      if (typeof child === 'string') {
        const kind = own[field] ?? namingFields[field];
        // GitLab's settings have a Secret and its key beside each other.
        const key = 'key' in value && typeof value.key === 'string' ? value.key : undefined;
        if (kind !== undefined) add(kind, child, { key });
      } else if (typeof child === 'object' && child !== null) {
        const reference = referenceSchema.safeParse(child).data ?? {};
        if (reference.optional === true) continue;
        for (const each of referred(field, reference, own)) add(...each);
        visit(child, Array.isArray(child) ? field : undefined);
      }
    }
  };
  visit(object);
  return found;
}

/** Kinds, names and keys in the content of a field. */
function referred(
  field: string,
  reference: Reference,
  own: Readonly<Record<string, string>>,
): readonly (readonly [kind: string, name: string, reference: Reference])[] {
  const { name = reference.secretName, items, key } = reference;
  if (name === undefined) return [];
  const withKind = fieldsWithKind[field];
  if (withKind !== undefined) return [[`${withKind.group}/${reference.kind ?? withKind.kind}`, name, reference]];
  const kind = own[field] ?? referringFields[field] ?? (key === undefined ? undefined : '/Secret');
  if (kind === undefined) return [];
  return items === undefined
    ? [[kind, name, reference]]
    : items.map((item) => [kind, name, { ...reference, key: item.key }]);
}
