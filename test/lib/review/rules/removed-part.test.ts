import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const object = (apiVersion: string, kind: string, name = 'it', spec: object = {}) =>
  exampleManifest(`wiki/${kind}-${name}`, { apiVersion, kind, metadata: { name, namespace: 'wiki' }, spec });
const rest = object('v1', 'Secret', 'other');
const pods = object('apps/v1', 'Deployment', 'it', { template: { spec: { serviceAccountName: 'it' } } });
const resource = (Type: string) => exampleTemplate('It', { Type, Properties: {} });
const other = exampleTemplate('Other', { Type: 'AWS::SNS::Topic', Properties: {} });

test.each([
  ['k8s.keycloak.org/v2', 'Keycloak', 'interrupts: Keycloak wiki/it is removed'],
  ['v1', 'Service', 'interrupts: Service wiki/it is removed'],
  ['oadp.openshift.io/v1', 'DataProtectionApplication', 'weakens: DataProtectionApplication wiki/it is removed'],
  ['config.example/v1', 'Unknown', 'watch: Unknown wiki/it is removed'],
])('%s %s that goes is said', (apiVersion, kind, said) =>
  expect(findingLines({ before: { ...rest, ...object(apiVersion, kind) }, after: rest })).toEqual([said]),
);

test.each([
  ['AWS::EC2::Instance', 'interrupts: machine It of test-example is removed'],
  ['AWS::ElastiCache::ReplicationGroup', 'interrupts: replication group It of test-example is removed'],
  ['AWS::WAFv2::WebACLAssociation', 'weakens: web aclassociation It of test-example is removed'],
  ['AWS::Unknown::Part', 'watch: part It of test-example is removed'],
])('%s that goes is said', (type, said) =>
  expect(findingLines({ before: resource(type), after: other })).toEqual([said]),
);

test('what goes with its pods, or with its namespace, is said of those', () => {
  const helper = object('v1', 'Service');
  const withPods = findingLines({ before: { ...rest, ...helper, ...pods }, after: rest });
  expect(withPods).toEqual(['interrupts: pods wiki/it will be gone']);
  const namespace = exampleManifest('wiki/namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'wiki' },
  });
  expect(findingLines({ before: { ...helper, ...namespace }, after: {} })).toEqual([
    'interrupts: namespace wiki goes with all that is in it',
  ]);
});

test('what goes with its stack is said of the stack', () => {
  const found = findingLines({ before: resource('AWS::EC2::Instance'), after: {} });
  expect(found.filter((line) => line.endsWith('is removed'))).toEqual([]);
});

test('a service account is missed by pods that run by it', () => {
  const account = object('v1', 'ServiceAccount');
  expect(findingLines({ before: { ...account, ...pods }, after: pods })).toEqual([
    'interrupts: ServiceAccount wiki/it goes, and what runs or reads by it stays: no new pod starts, and no secret is read',
  ]);
  expect(findingLines({ before: { ...account, ...rest }, after: rest })).toEqual([
    'watch: ServiceAccount wiki/it is removed',
  ]);
});

test('a service account is missed by a store that reads secrets as it', () => {
  const account = object('v1', 'ServiceAccount', 'reader');
  const auth = { jwt: { serviceAccountRef: { name: 'reader' } } };
  const store = object('external-secrets.io/v1', 'SecretStore', 'it', { provider: { aws: { auth } } });
  expect(findingLines({ before: { ...account, ...store }, after: store })).toEqual([
    'interrupts: ServiceAccount wiki/reader goes, and what runs or reads by it stays: no new pod starts, and no secret is read',
  ]);
});

test('pods that go hide nothing that is called otherwise, as long as others stay', () => {
  const others = object('apps/v1', 'Deployment', 'other', { template: {} });
  const store = object('external-secrets.io/v1', 'SecretStore', 'store');
  const helper = object('v1', 'Service', 'it-metrics');
  const before = { ...others, ...pods, ...store, ...helper };
  expect(findingLines({ before, after: others })).toEqual([
    'interrupts: SecretStore wiki/store is removed',
    'interrupts: pods wiki/it will be gone',
  ]);
});

describe('an IAM role that goes', () => {
  const role = exampleTemplate('It', { Type: 'AWS::IAM::Role', Properties: { RoleName: 'test-it' } });
  const account = exampleManifest('wiki/account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'it',
      namespace: 'wiki',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/deploy/test-it' },
    },
  });

  test('is missed by whoever is still to act by it', () => {
    expect(findingLines({ before: { ...role, ...account }, after: { ...other, ...account } })).toEqual([
      'interrupts: role test-it is removed, and is still named as what somebody acts by',
    ]);
  });

  test('goes with the last who acted by it', () => {
    const found = findingLines({ before: { ...role, ...account, ...rest }, after: { ...other, ...rest } });
    expect(found.filter((line) => line.includes('role'))).toEqual([]);
  });

  test('is to be looked at where nothing rendered says who acts by it', () => {
    expect(findingLines({ before: role, after: other })).toEqual(['watch: role test-it is removed']);
  });
});

test('a binding for nobody goes, and OpenShift makes its own', () => {
  const binding = exampleManifest('rbac', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'self-provisioners' },
    subjects: [],
  });
  expect(findingLines({ before: { ...binding, ...rest }, after: rest })).toEqual([
    "lets-in: holders of rights self-provisioners are again those of OpenShift's own binding of this name",
  ]);
});

test('pods whose namespace gets no names any more are said', () => {
  const policies = (...names: readonly string[]) =>
    Object.assign(
      {},
      ...names.map((name) =>
        exampleManifest(`wiki/${name}`, {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name, namespace: 'wiki' },
          spec: {
            podSelector: {},
            policyTypes: ['Egress'],
            ...(name === 'dns'
              ? {
                  egress: [
                    {
                      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
                      ports: [{ port: 5353, protocol: 'UDP' }],
                    },
                  ],
                }
              : {}),
          },
        }),
      ),
    ) as Readonly<Record<string, string>>;
  expect(
    findingLines({
      before: { ...pods, ...policies('default-deny', 'dns') },
      after: { ...pods, ...policies('default-deny') },
    }),
  ).toEqual(['interrupts: pods wiki/it may no longer ask the name servers of the cluster, and find nobody by name']);
});
