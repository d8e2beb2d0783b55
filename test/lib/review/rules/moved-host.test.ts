import { findingLines } from '../../../support/review-files';

const route = (namespace: string, host: string) => ({
  [`cluster/${namespace}/${host}.yaml`]: `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: ${host.replaceAll('.', '-')}, namespace: ${namespace} }
spec: { host: ${host}, to: { kind: Service, name: web } }
`,
});
const vault = route('vault', 'vault.commons.example');
const hosts = (before: object, after: object) =>
  findingLines({ before: { ...vault, ...before }, after: { ...vault, ...after } }).filter((line) =>
    line.includes('below'),
  );

test('a new host below that of another tenant is told', () => {
  expect(hosts({}, route('games', 'x.y.vault.commons.example'))).toEqual([
    'watch: https://x.y.vault.commons.example is below vault.commons.example of vault, whose cookies it may get, and belongs to games',
  ]);
});

test('nothing is said of hosts below a registered domain, at which there is a site too', () => {
  const site = { ...route('about', 'commons.example'), 'dns/commons.example.zone': '$ORIGIN commons.example.\n' };
  expect(hosts(site, { ...site, ...route('games', 'games.commons.example') })).toEqual([]);
});

test.each<[string, object, object]>([
  ['below a host of its own', {}, route('vault', 'x.vault.commons.example')],
  ['beside it', {}, route('games', 'my-vault.commons.example')],
  ['that was there', route('games', 'x.vault.commons.example'), route('games', 'x.vault.commons.example')],
])('nothing is said of a host %s', (_, before, after) => {
  expect(hosts(before, after)).toEqual([]);
});
