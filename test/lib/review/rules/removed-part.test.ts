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
    'interrupts: ServiceAccount wiki/it goes, and pods still run by it: no new one starts',
  ]);
  expect(findingLines({ before: { ...account, ...rest }, after: rest })).toEqual([]);
});
