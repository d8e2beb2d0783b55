import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const told = (providers: string, domains = '[commons.example, other.example]') =>
  report({
    'environment.yaml': changed(
      changed(minimalEnvironment, '[commons.example]', domains),
      'edge:\n',
      `dns: { providers: [${providers}] }\nedge:\n`,
    ),
    'tenants/site.yaml': minimalTenant,
  }).map((line) => line.replace(/^environment\.yaml:\d+:\d+ /, ''));

const token = 'token: { variable: DNS_TOKEN }';

test('each domain may be at a provider of its own, or at none', () => {
  expect(
    told(
      `{ kind: cloudflare, domains: [commons.example], ${token} }, { kind: route53, domains: [other.example], profile: domains }`,
    ),
  ).toEqual([]);
});

test.each([
  [
    'a domain that is none of ours',
    `{ kind: gandi, domains: [common.example], ${token} }`,
    'dns.providers[0].domains[0]: common.example is not one of the registered domains',
    'did you mean commons.example?',
  ],
  [
    'a domain at two providers',
    `{ kind: gandi, domains: [commons.example], ${token} }, { kind: route53, domains: [other.example, commons.example] }`,
    'dns.providers[1].domains[1]: is kept by another provider too, or named twice',
    'name each domain once: its records would be written twice',
  ],
  [
    'a token in the file',
    '{ kind: gandi, domains: [commons.example], token: { variable: 0f1e-2d3c } }',
    'dns.providers[0].token.variable: is not the name of an environment variable',
    'write it like DNS_TOKEN: the name, never the value',
  ],
])('%s is refused', (_, providers, reason, remedy) => {
  expect(told(providers)).toEqual([reason, remedy]);
});

const servedBy = (server: string, key: string) =>
  told(
    `{ kind: rfc2136, domains: [commons.example], server: '${server}', key: { name: '${key}', value: { variable: DNS_KEY } } }`,
  );

test.each(['999.1.1.1', '1.1.1', 'ns1.x.example:53', '...', 'a:b:c', '-ns.example', 'ns..example', 'NS1.example'])(
  'the name server %s is refused',
  (server) => {
    expect(servedBy(server, 'commons')).toEqual([
      'dns.providers[0].server: is not a name or address of a server',
      'write it like ns1.commons.example, in lower case; the port has a key of its own',
    ]);
  },
);

test.each(['..', '.', 'a..b', 'a'.repeat(64), `${'a.'.repeat(126)}ab`, 'a b'])('the key %s is refused', (key) => {
  expect(servedBy('ns1.commons.example', key)).toEqual([
    'dns.providers[0].key.name: is not the name of a key',
    'write it as the name server has it',
  ]);
});

test.each([
  ['ns1.commons.example', 'commons-platform.commons.example.'],
  ['ns1', '_update'],
  ['192.0.2.53', 'a'.repeat(63)],
  ['2001:db8::53', 'Commons'],
])('the name server %s and the key %s are taken', (server, key) => {
  expect(servedBy(server, key)).toEqual([]);
});
