import type { Written } from '../support/kube-object';

const every = ['*'];
const wholeGroups = [
  'operators.coreos.com',
  'operator.openshift.io',
  'user.openshift.io',
  'config.openshift.io',
  'console.openshift.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'machine.openshift.io',
  'machineconfiguration.openshift.io',
];

/**
 * What OpenShift GitOps grants Argo CD's controller, all over the cluster and in its own namespace.
 * Source: redhat-developer/gitops-operator:bundle/manifests, tests of 2025.
 */
export function controllerRights(namespace: string, account: string): readonly Written[] {
  const name = `${namespace}-${account}`;
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  const group = 'rbac.authorization.k8s.io';
  const apiVersion = `${group}/v1`;
  const all = (apiGroup: string, resources: readonly string[] = every) => ({
    apiGroups: [apiGroup],
    resources,
    verbs: every,
  });
  const objects = [
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [
        { apiGroups: every, resources: every, verbs: ['get', 'list', 'watch'] },
        { nonResourceURLs: every, verbs: ['get', 'list'] },
        ...wholeGroups.map((each) => all(each)),
        all('', ['namespaces', 'persistentvolumeclaims', 'persistentvolumes', 'configmaps']),
        all('compliance.openshift.io', ['scansettingbindings']),
      ],
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects,
    },
    {
      apiVersion,
      kind: 'Role',
      metadata: { name: account, namespace },
      rules: [all('argoproj.io', ['applications', 'applicationsets', 'appprojects', 'argocds'])],
    },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: account, namespace },
      roleRef: { apiGroup: group, kind: 'Role', name: account },
      subjects,
    },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: `${account}-admin`, namespace },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'admin' },
      subjects,
    },
  ];
  return objects;
}
