import { guardedNamespacesRule } from '../../../lib/verify/guarded-namespaces';
import { renderedFiles } from './rendered-files';

const namespace = (metadata: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: library, ${metadata} }
`;
const guarded = namespace(
  "labels: { commons-platform/owner: library, commons-platform/guardrails: enforced }, annotations: { commons-platform/hosts: 'books.example', commons-platform/aws-roles: 'arn:aws:iam::1:role/x-library-web', commons-platform/node-ports: '30722' }",
);
const route = `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: library }
spec: { host: books.example }
`;
const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: library }
spec: { dnsNames: [books.example], issuerRef: { kind: ClusterIssuer, name: letsencrypt } }
`;
const account = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: library, annotations: { eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/x-library-web' } }
`;

const service = `
apiVersion: v1
kind: Service
metadata: { name: web-outside, namespace: library }
spec: { type: NodePort, ports: [{ name: ssh, port: 2222, nodePort: 30722 }] }
`;

const reasons = (...objects: readonly string[]) =>
  guardedNamespacesRule
    .findings(renderedFiles(Object.fromEntries(objects.map((text, index) => [`cluster/${index}.yaml`, text]))))
    .map(({ reason }) => reason);

test('what a namespace lists is taken', () => {
  expect(reasons(guarded, route, certificate, account, service)).toEqual([]);
});

test.each([
  ['a host', route.replace('books', 'shop'), 'needs shop.example'],
  ['no host', route.replace('host: books.example', ''), 'needs a host'],
  ['a host of a certificate', certificate.replace('[books', '[books.example, shop'), 'needs shop.example'],
  ['a node port', service.replace('30722', '30723'), 'needs 30723'],
  ['a role', account.replace('x-library', 'x-shop'), 'needs arn:aws:iam::1:role/x-shop-web'],
])('%s that it does not list is refused', (_, object, reason) => {
  expect(reasons(guarded, object)).toEqual([`${reason}, which library does not list: the cluster refuses it`]);
});

test.each([
  ['labels: { commons-platform/owner: library }', ['has no label commons-platform/guardrails, and is of library']],
  ['labels: {}', ['has no label commons-platform/guardrails, and is of nobody']],
  ['labels: { commons-platform/owner: platform }', []],
])('a namespace is guarded or the platform’s: %s', (metadata, expected) => {
  expect(reasons(namespace(metadata), route)).toEqual(expected);
});
