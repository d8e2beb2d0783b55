import type { Written } from '../support/kube-object';

const rbac = 'rbac.authorization.k8s.io';
const read = ['get', 'list', 'watch'] as const;
const all = ['create', 'delete', 'deletecollection', 'patch', 'update', ...read] as const;

const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[]) => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
});
const role = (name: string, rules: readonly object[], ...into: readonly string[]) => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRole',
  metadata: { name, labels: Object.fromEntries(into.map((each) => [`${rbac}/aggregate-to-${each}`, 'true'])) },
  rules,
});
const binding = (name: string, roleName: string, group: string) => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: roleName },
  subjects: [{ apiGroup: rbac, kind: 'Group', name: group }],
});

const images = ['imagestreams', 'imagestreamtags'];
const builds = ['buildconfigs', 'builds'];
/** What operators' own manifests add to the roles that everybody has. */
const ofOperators = (verbs: readonly string[]) => [
  rule('cert-manager.io', ['certificates', 'certificaterequests', 'issuers'], verbs),
  rule('external-secrets.io', ['externalsecrets', 'secretstores', 'pushsecrets'], verbs),
  rule('postgresql.cnpg.io', ['clusters', 'poolers', 'databases', 'backups', 'scheduledbackups'], verbs),
];

/**
 * Roles and bindings of a fresh OpenShift that a bare API server lacks, as far as they decide what people may do.
 * Source: openshift/openshift-docs:authentication/using-rbac.adoc and openshift/openshift-apiserver's bootstrap policy.
 */
export const defaultRoles: readonly Written[] = [
  role(
    'system:openshift:aggregate-to-admin',
    [
      rule('route.openshift.io', ['routes'], all),
      rule('route.openshift.io', ['routes/custom-host'], ['create']),
      rule('image.openshift.io', images, all),
      rule('build.openshift.io', builds, all),
      rule('networking.k8s.io', ['networkpolicies'], all),
      rule('project.openshift.io', ['projects'], ['delete', 'get', 'patch', 'update']),
    ],
    'admin',
  ),
  role(
    'system:openshift:aggregate-to-view',
    [
      rule('route.openshift.io', ['routes'], read),
      rule('image.openshift.io', images, read),
      rule('build.openshift.io', builds, read),
      rule('project.openshift.io', ['projects'], ['get']),
    ],
    'view',
  ),
  role('operators-aggregated-edit', ofOperators(all), 'admin', 'edit'),
  role('operators-aggregated-view', ofOperators(read), 'view'),
  role('self-provisioner', [rule('project.openshift.io', ['projectrequests'], ['create'])]),
  binding('self-provisioners', 'self-provisioner', 'system:authenticated:oauth'),
  role('basic-user', [
    rule('project.openshift.io', ['projectrequests'], ['list']),
    rule('project.openshift.io', ['projects'], ['list', 'watch']),
    { ...rule('user.openshift.io', ['users'], ['get']), resourceNames: ['~'] },
    rule('storage.k8s.io', ['storageclasses'], read),
  ]),
  binding('basic-users', 'basic-user', 'system:authenticated'),
];
