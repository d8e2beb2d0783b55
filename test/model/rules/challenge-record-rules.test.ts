import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const told = (records: string, challenges = '[{ kind: cloudflare, name: sponsor, domains: [commons.example] }]') =>
  report({
    'environment.yaml': changed(minimalEnvironment, 'network:\n', `  challenges: ${challenges}\nnetwork:\n`),
    'tenants/site.yaml': minimalTenant,
    'records/commons.example.yaml': `records:\n  - { ${records}, because: The tests need it }\n`,
  });

const name = '_acme-challenge.site.commons.example';

test.each([
  ['an alias', `type: CNAME, name: ${name}, target: site.acme.example`],
  ['a text', `type: TXT, name: ${name}, values: [theirs]`],
  ['a delegation', `type: NS, name: ${name}, values: [ns1.acme.example]`],
])('%s at the name of a challenge of ours is refused', (_, record) => {
  expect(told(record)).toEqual([
    expect.stringMatching(
      /^records\/commons\.example\.yaml:2:\d+ records\[0\]\.name: challenges for a host of this environment are answered at _acme-challenge\.site\.commons\.example: certificates\.challenges, sponsor$/,
    ),
    'remove the record: cert-manager writes there itself',
  ]);
});

test('challenges of hosts that are not ours are for others to answer', () => {
  expect(told('type: TXT, name: _acme-challenge.intranet.commons.example, values: [theirs]')).toEqual([]);
  expect(told(`type: TXT, name: ${name}, values: [theirs]`, '[]')).toHaveLength(2);
});
