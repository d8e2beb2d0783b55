import { findingLines } from '../../../support/review-files';

interface Access {
  readonly rules?: readonly object[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly aggregationRule?: object;
  /** Namespace of role and binding; none for a ClusterRole and its binding. */
  readonly namespace?: string;
  readonly roleName?: string;
  readonly subjects?: readonly object[];
}

const group = (name: string) => ({ kind: 'Group', name, apiGroup: 'rbac.authorization.k8s.io' });
const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', namespace, name });
const pod = (verbs: readonly string[], resources: readonly string[], more: object = {}) => ({
  apiGroups: [''],
  resources,
  verbs,
  ...more,
});

/** A role and its binding; a role that is not given is one of the cluster. */
function access({ rules, labels = {}, aggregationRule, namespace, roleName = 'reader', subjects }: Access) {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const kind = namespace === undefined || rules === undefined ? 'ClusterRole' : 'Role';
  const place = namespace === undefined ? {} : { namespace };
  return [
    ...(rules === undefined
      ? []
      : [{ apiVersion, kind, metadata: { name: roleName, labels, ...place }, rules, aggregationRule }]),
    ...(subjects === undefined
      ? []
      : [
          {
            apiVersion,
            kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
            metadata: { name: `${roleName}-holders`, ...place },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: roleName },
            subjects,
          },
        ]),
  ];
}

const namespace = (name: string, owner: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'commons-platform/owner': owner, 'pod-security.kubernetes.io/enforce': 'restricted' },
  },
});
const pad = namespace('pad', 'pad');

const files = (objects: readonly object[]) => ({
  'cluster/pad/access.yaml': objects.map((object) => `---\n${JSON.stringify(object, null, 1)}\n`).join(''),
});
const lines = (before: readonly object[], after: readonly object[]) =>
  findingLines({ before: files([pad, ...before]), after: files([pad, ...after]) });

const holders = [group('pad-maintainers')];

test.each<[string, readonly object[], readonly object[], readonly string[]]>([
  [
    'rules that are written in another way',
    access({ rules: [pod(['get', 'list'], ['pods', 'configmaps'])], subjects: holders }),
    access({ rules: [pod(['list', 'get'], ['configmaps']), pod(['get', 'list'], ['pods'])], subjects: holders }),
    [],
  ],
  [
    'a wildcard that was there',
    access({ rules: [pod(['*'], ['*'], { apiGroups: ['*'] }), pod(['get'], ['pods'])], subjects: holders }),
    access({ rules: [pod(['get', 'watch'], ['pods', 'secrets'])], subjects: holders }),
    ['watch: group pad-maintainers may no longer do everything in every namespace'],
  ],
  [
    'secrets',
    access({ rules: [pod(['get'], ['pods'])], subjects: holders }),
    access({ rules: [pod(['get'], ['pods', 'secrets'])], subjects: holders }),
    ['lets-in: group pad-maintainers may now get secrets in every namespace: it can read secrets'],
  ],
  [
    'names that are not asked for any more',
    access({ rules: [pod(['get'], ['secrets'], { resourceNames: ['tls'] })], subjects: holders, namespace: 'pad' }),
    access({ rules: [pod(['get'], ['secrets'])], subjects: holders, namespace: 'pad' }),
    ['lets-in: group pad-maintainers may now get secrets in its own namespace: it can read secrets'],
  ],
  [
    'one holder more',
    access({ rules: [pod(['create'], ['pods/exec'])], subjects: holders, namespace: 'pad' }),
    access({ rules: [pod(['create'], ['pods/exec'])], subjects: [...holders, group('wiki')], namespace: 'pad' }),
    [
      'lets-in: group wiki may now create pods/exec in namespace pad: it can run commands in pods, with all their rights',
    ],
  ],
  [
    'a role for everybody',
    [],
    access({ roleName: 'cluster-admin', subjects: [group('system:authenticated')] }),
    [
      'lets-in: all authenticated users, and every pod may now do everything in every namespace: nothing is refused there',
    ],
  ],
  [
    'what all authenticated users had',
    access({ rules: [pod(['get'], ['nodes'])], subjects: [group('system:authenticated')] }),
    access({ rules: [pod(['get'], ['nodes'])], subjects: [group('system:authenticated'), group('pad-maintainers')] }),
    [],
  ],
  [
    'a smaller role of the cluster',
    access({ roleName: 'admin', subjects: holders, namespace: 'pad' }),
    access({ roleName: 'view', subjects: holders, namespace: 'pad' }),
    ['watch: group pad-maintainers may no longer act by the role edit, the role admin in namespace pad'],
  ],
  [
    'a greater role of the cluster',
    access({ roleName: 'view', subjects: holders, namespace: 'pad' }),
    access({ roleName: 'admin', subjects: holders, namespace: 'pad' }),
    ['lets-in: group pad-maintainers may now act by the role edit, the role admin in its own namespace'],
  ],
  [
    'impersonation, escalation and paths',
    access({ rules: [], subjects: holders }),
    access({
      rules: [
        pod(['impersonate'], ['users']),
        pod(['escalate'], ['clusterroles'], { apiGroups: ['rbac.authorization.k8s.io'] }),
        { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ],
      subjects: holders,
    }),
    [
      'lets-in: group pad-maintainers may now impersonate users in every namespace: it can impersonate others',
      'lets-in: group pad-maintainers may now escalate clusterroles.rbac.authorization.k8s.io in every namespace: it can grant itself and others any rights',
      'lets-in: group pad-maintainers may now get the path /metrics in every namespace',
    ],
  ],
  [
    'a role that adds itself to another one',
    [
      ...access({
        rules: [],
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'commons/reader': 'true' } }] },
        subjects: holders,
      }),
      ...access({ roleName: 'more', rules: [pod(['list'], ['secrets'])] }),
    ],
    [
      ...access({
        rules: [],
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'commons/reader': 'true' } }] },
        subjects: holders,
      }),
      ...access({ roleName: 'more', rules: [pod(['list'], ['secrets'])], labels: { 'commons/reader': 'true' } }),
    ],
    ['lets-in: group pad-maintainers may now list secrets in every namespace: it can read secrets'],
  ],
  [
    'a role that adds itself to one of the cluster',
    access({ roleName: 'more', rules: [pod(['list'], ['secrets'])] }),
    access({
      roleName: 'more',
      rules: [pod(['list'], ['secrets'])],
      labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
    }),
    ['lets-in: everybody with the role view may now list secrets wherever they have it: it can read secrets'],
  ],
  [
    'a new tenant with its own group',
    [],
    [
      namespace('talk', 'talk'),
      ...access({ roleName: 'admin', subjects: [group('talk-maintainers')], namespace: 'talk' }),
    ],
    [],
  ],
  [
    'pods of another tenant',
    [],
    access({ rules: [pod(['get'], ['configmaps'])], subjects: [account('wiki', 'web')], namespace: 'pad' }),
    ['lets-in: pods with the service account wiki/web may now get configmaps in namespace pad'],
  ],
  [
    'rules that are none',
    access({ rules: [pod(['get'], ['pods'])], subjects: holders }),
    access({ rules: [pod(['get'], ['pods'])], subjects: holders }).map((object) =>
      'rules' in object ? { ...object, rules: 'all' } : object,
    ),
    ['watch: group pad-maintainers has rights by a role that could not be judged'],
  ],
])('%s', (_, before, after, expected) => {
  expect(lines(before, after)).toEqual(expected);
});
