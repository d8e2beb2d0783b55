import { z } from 'zod';
import type { Written } from '../support/kube-object';
import { assertTaken, forEach } from './stand-in';

const specSchema = z.looseObject({
  backupLocations: z.array(z.looseObject({ name: z.string(), velero: z.looseObject({}) })).default([]),
});

/** Stands in for OADP's operator: of each application it makes the places that Velero copies to. */
export const backupLocations = forEach(
  'locations of DataProtectionApplication',
  ['oadp.openshift.io/v1alpha1', 'DataProtectionApplication'],
  async ({ metadata: { namespace }, spec }, api) => {
    for (const { name, velero } of specSchema.parse(spec).backupLocations) {
      const location = {
        apiVersion: 'velero.io/v1',
        kind: 'BackupStorageLocation',
        metadata: { name, namespace },
        spec: velero,
      };
      assertTaken(name, await api.apply(location, { manager: 'oadp' }));
    }
  },
);

const group = 'rbac.authorization.k8s.io';
const every = ['*'];

/**
 * What OADP grants Velero's account.
 * Source: openshift/oadp-operator, config/velero/velero-role.yaml.
 */
export function veleroRights(namespace: string, account: string): readonly Written[] {
  const all = (apiGroups: readonly string[], resources: readonly string[]) => ({ apiGroups, resources, verbs: every });
  const name = `${namespace}-${account}`;
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace } },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        all(['build.openshift.io', 'migration.openshift.io', group, 'velero.io'], every),
        all([''], ['serviceaccounts']),
        all(['packages.operators.coreos.com'], ['packagemanifests']),
        {
          apiGroups: every,
          resources: every,
          verbs: ['get', 'watch', 'list', 'update', 'patch', 'create', 'delete', 'assign', 'deletecollection'],
        },
        { nonResourceURLs: every, verbs: every },
      ],
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    },
  ];
  return objects;
}
