import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const told = (challenges: string, domains = '[commons.example, other.example]') =>
  report({
    'environment.yaml': changed(
      changed(minimalEnvironment, '[commons.example]', domains),
      'network:\n',
      `  challenges: [${challenges}]\nnetwork:\n`,
    ),
    'tenants/site.yaml': minimalTenant,
  });

const cloudflare = (name: string, domains: string) => `{ kind: cloudflare, name: ${name}, domains: [${domains}] }`;

test('each domain may have a provider of its own for its challenges, or none', () => {
  expect(
    told(
      `${cloudflare('sponsor', 'commons.example')}, { kind: rfc2136, name: own, domains: [other.example], server: '2001:db8::53', key: { name: challenges } }`,
    ),
  ).toEqual([]);
});

test('all that is wrong is told at once, with its place', () => {
  expect(told(`${cloudflare('one', 'common.example, other.example')}, ${cloudflare('one', 'other.example')}`)).toEqual([
    'environment.yaml:14:57 certificates.challenges[0].domains[0]: common.example is not one of the registered domains',
    'did you mean commons.example?',
    'environment.yaml:14:132 certificates.challenges[1].domains[0]: has another provider for its challenges too, or is named twice',
    'name each domain once: one provider answers for it',
    'environment.yaml:14:117 certificates.challenges[1].name: repeats the name of challenges[0]',
    'give each a name of its own: the secret is named after it',
  ]);
});

test.each([
  [
    'an algorithm that cert-manager does not know',
    "{ kind: rfc2136, name: own, domains: [other.example], server: '192.0.2.53', key: { name: a, algorithm: hmac-sha384 } }",
    'certificates.challenges[0].key.algorithm',
  ],
  [
    'a token in the file',
    '{ kind: cloudflare, name: own, domains: [other.example], token: 0f1e }',
    'certificates.challenges[0].token',
  ],
  ['the cluster’s own zone', cloudflare('own', 'openshift.commons.example'), 'certificates.challenges[0].domains[0]'],
])('%s is refused', (_, challenges, path) => {
  expect(told(challenges)[0]).toContain(path);
});
