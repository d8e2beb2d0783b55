/** Somebody, as a server knows them. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
  /** The namespace that is theirs. */
  readonly namespace: string;
}

/** Something that is asked of a server. */
export interface Access {
  readonly verb: string;
  /** API group; Kubernetes' own if left out. */
  readonly group?: string;
  readonly resource: string;
  readonly where: 'own' | 'foreign' | 'platform' | 'delivery' | 'cluster';
}

export type Who = 'stranger' | 'maintainer' | 'workload' | 'receiver' | 'runner' | 'job';

export interface CrossingOfPeople extends Access {
  readonly who: Who;
  readonly allowed: boolean;
}

const rbac = 'rbac.authorization.k8s.io';
/** In short: verb, resource with its group behind a dot, place. */
type Short = readonly [verb: string, resource: string, where: Access['where']];

const [workloads, takers]: readonly (readonly Short[])[] = [
  [
    ['create', 'pods', 'own'],
    ['create', 'pods/exec', 'own'],
    ['patch', 'deployments.apps', 'own'],
    ['create', 'jobs.batch', 'own'],
  ],
  [
    ['get', 'secrets', 'own'],
    ['get', 'secrets', 'foreign'],
    ['get', 'secrets', 'platform'],
    ['create', 'serviceaccounts/token', 'own'],
    ['create', `rolebindings.${rbac}`, 'own'],
    ['impersonate', 'users', 'cluster'],
    ['create', 'namespaces', 'cluster'],
    ['create', 'projectrequests.project.openshift.io', 'cluster'],
    ['create', 'pods', 'foreign'],
    ['delete', 'persistentvolumeclaims', 'own'],
    ['delete', 'networkpolicies.networking.k8s.io', 'own'],
    ['create', 'routes.route.openshift.io', 'own'],
    ['create', 'certificates.cert-manager.io', 'own'],
    ['patch', 'applications.argoproj.io', 'delivery'],
    ['create', 'nodes/proxy', 'cluster'],
    ['approve', 'certificatesigningrequests.certificates.k8s.io', 'cluster'],
  ],
];

const outsiders: readonly Short[] = [
  ['list', 'pods', 'own'],
  ['get', 'pods/log', 'own'],
  ['get', 'configmaps', 'own'],
];

const of = (who: Who, allowed: boolean, all: readonly Short[] = []): readonly CrossingOfPeople[] =>
  all.map(([verb, name, where]) => {
    const [resource = '', ...group] = name.split('.');
    return { who, allowed, verb, resource, group: group.join('.'), where };
  });

/** What each may not, and beside it what each has to be able to: a server that refuses everything would pass as well. */
export const crossingsOfPeople: readonly CrossingOfPeople[] = [
  ...of('stranger', false, [...outsiders, ...(workloads ?? []), ...(takers ?? [])]),
  ...of('maintainer', true, outsiders),
  ...of('maintainer', false, [...(workloads ?? []), ...(takers ?? []), ['list', 'pods', 'foreign']]),
  ...of('workload', false, [...outsiders, ...(workloads ?? []), ...(takers ?? [])]),
  ...of('receiver', true, [['create', 'jobs.batch', 'own']]),
  ...of('receiver', false, [
    ['create', 'pods', 'own'],
    ['create', 'pods/exec', 'own'],
    ['create', 'jobs.batch', 'foreign'],
    ['update', 'cronjobs.batch', 'own'],
    ...(takers ?? []),
  ]),
  ...of('runner', true, [['create', 'pods', 'own']]),
  ...of('runner', false, [
    ['create', 'jobs.batch', 'own'],
    ['patch', 'deployments.apps', 'own'],
    ...(takers ?? []).filter(([, resource, where]) => !(resource === 'secrets' && where === 'own')),
  ]),
  ...of('job', false, [...outsiders, ...(workloads ?? []), ...(takers ?? [])]),
];
