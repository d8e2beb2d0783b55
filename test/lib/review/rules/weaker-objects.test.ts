import { findingLines } from '../../../support/review-files';

const files = (objects: readonly object[]) => ({
  'cluster/pad/objects.yaml': objects.map((object) => `---\n${JSON.stringify(object, null, 1)}\n`).join(''),
});
const lines = (before: readonly object[], after: readonly object[]) =>
  findingLines({ before: files([anchor, ...before]), after: files([anchor, ...after]) }).filter(
    // Another template is said, too.
    (line) => !line.startsWith('watch: pods pad/web are replaced'),
  );
/** Something that stays, so that the environment is none that is new. */
const anchor = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'anchor', namespace: 'pad' } };

const namespace = (labels: object, name = 'pad') => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const level = (enforce: string) => ({ 'pod-security.kubernetes.io/enforce': enforce });
const policy = (spec: object) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'hosts' },
  spec: { failurePolicy: 'Fail', matchConstraints: constraints, validations: [hosts, wildcards], ...spec },
});
const constraints = {
  namespaceSelector: { matchLabels: { 'commons-platform/guardrails': 'enforced' } },
  resourceRules: [{ apiGroups: ['route.openshift.io'], operations: ['CREATE', 'UPDATE'], resources: ['routes'] }],
};
const hosts = { expression: 'object.spec.host in variables.hosts', message: 'a host must be listed' };
const wildcards = { expression: "object.spec.wildcardPolicy == 'None'", message: 'no wildcards' };
const binding = (spec: object) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'hosts' },
  spec: { policyName: 'hosts', validationActions: ['Deny'], ...spec },
});
const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const pods = (spec: object, context: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'pad' },
  spec: {
    template: {
      spec: {
        containers: [{ name: 'web', image: 'quay.io/x/web:1', securityContext: { ...restricted, ...context } }],
        ...spec,
      },
    },
  },
});
const account = (more: object, annotations: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'web', namespace: 'pad', annotations },
  automountServiceAccountToken: false,
  ...more,
});
const arn = (role: string) => ({ 'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/${role}` });
const project = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'pad', namespace: 'openshift-gitops' },
  spec: {
    destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'pad' }],
    sourceRepos: ['https://git.example/platform.git'],
    signatureKeys: [{ keyID: 'BD1D429FB5195437' }],
    ...spec,
  },
});
const store = (spec: object) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'aws' },
  spec: { provider: { aws: { role: 'reader' } }, ...spec },
});

test.each<[string, object, object | undefined, readonly string[]]>([
  [
    'Pod Security lowered',
    namespace(level('restricted')),
    namespace(level('baseline')),
    ['weakens: namespace pad lets baseline pods in, where it took restricted ones alone'],
  ],
  [
    'Pod Security without its label',
    namespace(level('baseline')),
    namespace({}),
    ['weakens: namespace pad lets privileged pods in, where it took baseline ones alone'],
  ],
  [
    'a policy that is gone',
    policy({}),
    undefined,
    ['weakens: ValidatingAdmissionPolicy hosts is removed: this policy no longer checks anything'],
  ],
  [
    'a validation that is gone',
    policy({}),
    policy({ validations: [hosts] }),
    ['weakens: ValidatingAdmissionPolicy hosts no longer checks: no wildcards'],
  ],
  [
    'a validation that is another',
    policy({}),
    policy({ validations: [hosts, { ...wildcards, expression: 'true' }] }),
    ['watch: ValidatingAdmissionPolicy hosts checks something else in place of: no wildcards'],
  ],
  ['a validation more', policy({ validations: [hosts] }), policy({}), []],
  ['validations in another order', policy({}), policy({ validations: [wildcards, hosts] }), []],
  [
    'a policy that lets pass what it cannot judge',
    policy({}),
    policy({ failurePolicy: 'Ignore' }),
    ['weakens: ValidatingAdmissionPolicy hosts allows objects that it failed to evaluate'],
  ],
  [
    'an operation less',
    policy({}),
    policy({
      matchConstraints: {
        ...constraints,
        resourceRules: [{ apiGroups: ['*'], operations: ['CREATE'], resources: ['*'] }],
      },
    }),
    ['weakens: ValidatingAdmissionPolicy hosts no longer applies to UPDATE of routes'],
  ],
  [
    'a condition more',
    policy({}),
    policy({ matchConditions: [{ name: 'some', expression: "request.userInfo.username != 'x'" }] }),
    ["weakens: ValidatingAdmissionPolicy hosts applies only where request.userInfo.username != 'x'"],
  ],
  [
    'a binding that only warns',
    binding({}),
    binding({ validationActions: ['Warn'] }),
    ['weakens: ValidatingAdmissionPolicyBinding hosts no longer denies violations, and only warns or audits'],
  ],
  [
    'a binding for some',
    binding({}),
    binding({ matchResources: { namespaceSelector: { matchLabels: { a: 'b' } } } }),
    ['weakens: ValidatingAdmissionPolicyBinding hosts applies to some objects only, and applied to all'],
  ],
  ['root', pods({}), pods({}, { runAsNonRoot: undefined }), ['weakens: pods pad/web may run as root']],
  [
    'a privileged container and the network of the machine',
    pods({}),
    pods({ hostNetwork: true }, { privileged: true, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
    ['weakens: pods pad/web has a privileged container, uses the host network, has the capability SYS_ADMIN'],
  ],
  [
    'files of the machine',
    pods({}),
    pods({ volumes: [{ name: 'host', hostPath: { path: '/etc' } }] }),
    ['weakens: pods pad/web mounts /etc of its machine'],
  ],
  ['a stricter pod', pods({}, { capabilities: {} }), pods({}), []],
  [
    'a pod that is none',
    pods({}),
    pods({ containers: 'none' }),
    ['watch: pods pad/web has pods that could not be judged'],
  ],
  [
    'another service account',
    pods({ serviceAccountName: 'web' }),
    pods({ serviceAccountName: 'admin' }),
    ['watch: pods pad/web runs with the service account admin in place of web'],
  ],
  [
    'another role',
    account({}, arn('test-pad')),
    account({}, arn('test-wiki')),
    ['lets-in: service account pad/web gives its pods the IAM role test-wiki in place of test-pad'],
  ],
  [
    'a token',
    account({}),
    account({ automountServiceAccountToken: undefined }),
    ['weakens: service account pad/web gives its pods a token for the API server'],
  ],
  [
    'every namespace',
    project({}),
    project({ destinations: [{ server: '*', namespace: '*' }] }),
    ['lets-in: deliveries of the project pad may also go into every namespace'],
  ],
  [
    'an exception less',
    project({ destinations: [{ namespace: '*' }, { namespace: '!kube-*' }] }),
    project({ destinations: [{ namespace: '*' }] }),
    ['lets-in: deliveries of the project pad may also go into namespace kube-*'],
  ],
  [
    'kinds outside of namespaces',
    project({}),
    project({ clusterResourceWhitelist: [{ group: '*', kind: '*' }] }),
    ['lets-in: deliveries of the project pad may also have every kind'],
  ],
  [
    'no list of kinds any more',
    project({ namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }] }),
    project({}),
    ['lets-in: deliveries of the project pad may also have every kind'],
  ],
  [
    'no signature',
    project({}),
    project({ signatureKeys: [] }),
    ['weakens: deliveries of the project pad may come without a signature'],
  ],
  [
    'a key more',
    project({}),
    project({ signatureKeys: [{ keyID: 'BD1D429FB5195437' }, { keyID: '60E953CCBDE039C2' }] }),
    ['lets-in: deliveries of the project pad may also be signed by the key 60E953CCBDE039C2'],
  ],
  [
    'a store for every namespace',
    store({ conditions: [{ namespaces: ['pad'] }] }),
    store({}),
    ['lets-in: ClusterSecretStore aws may be used from every namespace'],
  ],
  [
    'another role of a store',
    store({}),
    store({ provider: { aws: { role: 'admin' } } }),
    ['lets-in: ClusterSecretStore aws reads secrets from another place, or as somebody else, than before'],
  ],
])('%s', (_, before, after, expected) => {
  expect(lines([before], after === undefined ? [] : [after])).toEqual(expected);
});

test('a namespace that a policy does not select any more', () => {
  const guarded = { ...level('restricted'), 'commons-platform/guardrails': 'enforced' };
  expect(lines([policy({}), namespace(guarded)], [policy({}), namespace(level('restricted'))])).toEqual([
    'weakens: namespace pad is no longer checked by the admission policies hosts',
  ]);
});

test('a namespace that is new is no place that others could not be delivered to', () => {
  const added = { destinations: [{ namespace: 'pad' }, { namespace: 'talk' }] };
  expect(
    lines(
      [project({ destinations: [{ namespace: 'pad' }] })],
      [project(added), namespace(level('restricted'), 'talk')],
    ),
  ).toEqual([]);
});
