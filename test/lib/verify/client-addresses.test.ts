import { clientAddressesRule } from '../../../lib/verify/client-addresses';
import { renderedFiles } from './rendered-files';

const keycloak = `
apiVersion: k8s.keycloak.org/v2alpha1
kind: Keycloak
metadata: { name: login, namespace: choir-login }
spec: { proxy: { headers: xforwarded } }
`;
const route = (namespace: string, annotations: Readonly<Record<string, string>>, spec = '{ host: choir.example }') => `
apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: login
  namespace: ${namespace}
  annotations: ${JSON.stringify(
    Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`haproxy.router.openshift.io/${key}`, value]),
    ),
  )}
spec: ${spec}
`;
const borrowing = (header: string) =>
  `{ httpHeaders: { actions: { request: [{ name: ${header}, action: { type: Set, set: { value: '%[req.hdr(Client)]' } } }] } } }`;
const allowed = { ip_allowlist: '192.0.2.0/24' };

const reasonsOf = (text: string) =>
  clientAddressesRule
    .findings(renderedFiles({ 'cluster/keycloak.yaml': keycloak, 'cluster/route.yaml': text }))
    .map(({ reason }) => reason);

const first = (policy: string) =>
  `it leads to Keycloak and its policy for forwarded headers is ${policy}, so a client can forge the first address`;
const anybody = 'it takes the client’s address from a header that any client can write';

test.each([
  ['the routers’ own policy', route('choir-login', {}), [first('append')]],
  ['append', route('choir-login', { 'set-forwarded-headers': 'append' }), [first('append')]],
  [
    'append for a CDN alone',
    route('choir-login', { 'set-forwarded-headers': 'append', ...allowed }),
    [first('append')],
  ],
  ['never', route('choir-login', { 'set-forwarded-headers': 'never' }), [first('never')]],
  ['if-none', route('choir-login', { 'set-forwarded-headers': 'if-none' }), [first('if-none')]],
  ['if-none for a CDN alone', route('choir-login', { 'set-forwarded-headers': 'if-none', ...allowed }), []],
  ['replace', route('choir-login', { 'set-forwarded-headers': 'replace' }), []],
  [
    'another header for everybody',
    route('choir-login', { 'set-forwarded-headers': 'replace' }, borrowing('X-Forwarded-For')),
    [anybody],
  ],
  [
    'another header for a CDN alone',
    route('choir-login', { 'set-forwarded-headers': 'replace', ...allowed }, borrowing('x-forwarded-for')),
    [],
  ],
  ['another header, elsewhere', route('choir', {}, borrowing('X-Forwarded-For')), [anybody]],
  ['a header that says nothing of addresses', route('choir', {}, borrowing('X-Colour')), []],
  ['the routers’ own policy, elsewhere', route('choir', {}), []],
])('a route with %s', (_, text, expected) => {
  expect(reasonsOf(text)).toEqual(expected);
});
