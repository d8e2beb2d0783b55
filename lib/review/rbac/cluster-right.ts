import { coversPattern } from '../../iam/pattern';

/** Something that somebody may do in the cluster. `*` is all, as in Kubernetes. */
export interface ClusterRight {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** Resource with its part, like `pods/exec`; `role:<name>` for what a role says that is not rendered; empty for a path. */
  readonly resource: string;
  readonly name: string;
  /** A path of the API server, like `/metrics`; empty for resources. */
  readonly path: string;
  /** `*` for all namespaces, and for what is in none. */
  readonly namespace: string;
}

const dimensions = ['verb', 'group', 'resource', 'name', 'path', 'namespace'] as const;

/** Whether whoever has one right needs no other one as well. */
export const coversClusterRight = (one: ClusterRight, other: ClusterRight): boolean =>
  dimensions.every((each) => one[each] === other[each] || coversPattern(one[each], other[each]));

/** What `cluster-admin` may do. */
export const everythingIn = (namespace: string): readonly ClusterRight[] => [
  { verb: '*', group: '*', resource: '*', name: '*', path: '', namespace },
  ...(namespace === '*' ? [{ verb: '*', group: '', resource: '', name: '*', path: '*', namespace }] : []),
];

/** Why a right is more than it seems, in words that follow a colon; undefined for a right that is what it says. */
export function dangerWords({ verb, resource, path, namespace, group }: ClusterRight): string | undefined {
  const may = (...verbs: readonly string[]) => verb === '*' || verbs.includes(verb);
  const on = (...resources: readonly string[]) => resource === '*' || resources.includes(resource);
  if (path === '*' || (resource === '*' && verb === '*' && group === '*')) return 'nothing is refused there';
  if (verb === 'escalate' || verb === 'bind') return 'it can grant itself and others any rights';
  if (verb === 'impersonate') return 'it can impersonate others';
  if (resource === 'role:cluster-admin') return 'nothing is refused there';
  if (on('secrets') && may('get', 'list', 'watch')) return 'it can read secrets';
  if (on('pods/exec', 'pods/attach', 'pods/portforward') && may('create', 'get', 'patch')) {
    return 'it can run commands in pods, with all their rights';
  }
  if (on('serviceaccounts/token') && may('create')) return 'it can create tokens of service accounts, and act as them';
  if (
    on('nodes', 'nodes/proxy', 'machines', 'machinesets', 'machineconfigs') &&
    may('create', 'update', 'patch', 'delete', 'get')
  ) {
    return resource === 'nodes' && verb === 'get' ? undefined : 'it controls machines, and all pods on them';
  }
  if (
    on('roles', 'clusterroles', 'rolebindings', 'clusterrolebindings', 'securitycontextconstraints') &&
    may('create', 'update', 'patch', 'use')
  ) {
    return resource === 'securitycontextconstraints'
      ? 'pods can get rights on their machine'
      : 'it can grant its own rights to others';
  }
  if (
    on(
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
    ) &&
    may('create', 'update', 'patch', 'delete')
  ) {
    return 'it can disable admission control';
  }
  if (
    namespace === '*' &&
    on('pods', 'deployments', 'daemonsets', 'jobs', 'cronjobs', 'statefulsets') &&
    may('create', 'update', 'patch')
  ) {
    return 'it can run pods in every namespace, with the rights of their service accounts';
  }
  return undefined;
}
