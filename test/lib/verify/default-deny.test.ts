import { defaultDenyRule } from '../../../lib/verify/default-deny';
import { renderedFiles } from './rendered-files';

const namespace = (annotations = '{}') => `
apiVersion: v1
kind: Namespace
metadata: { name: library, annotations: ${annotations} }
`;
const policy = (spec: string, of = 'library') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: ${of} }
spec: ${spec}
`;
const both = 'podSelector: {}, policyTypes: [Ingress, Egress]';
const reasons = (files: Readonly<Record<string, string>>) =>
  defaultDenyRule.findings(renderedFiles(files)).map(({ reason }) => reason);

test.each([
  ['no policy', policy(`{ ${both} }`, 'other')],
  ['one for some pods', policy('{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }')],
  ['one for one way', policy('{ podSelector: {}, policyTypes: [Ingress] }')],
  ['one that lets something in', policy(`{ ${both}, ingress: [{}] }`)],
  ['one that lets something out', policy(`{ ${both}, egress: [{}] }`)],
])('a namespace with %s is found', (_, text) => {
  expect(reasons({ 'cluster/library/namespace.yaml': namespace(), 'cluster/library/network.yaml': text })).toEqual([
    'no network policy denies everything in and out of it',
  ]);
});

test('one that denies everything is no matter', () => {
  expect(
    reasons({
      'cluster/library/namespace.yaml': namespace(),
      'cluster/library/network.yaml': policy(`{ ${both} }`),
    }),
  ).toEqual([]);
});

test('a namespace of operators may say why, and no other', () => {
  const open = namespace("{ commons-platform/open-network-because: 'Its makers know' }");
  expect(reasons({ 'cluster/operators/library.yaml': open })).toEqual([]);
  expect(reasons({ 'cluster/library/namespace.yaml': open })).toEqual([
    'it gives a reason for an open network, which only a namespace of an operator may',
  ]);
});
