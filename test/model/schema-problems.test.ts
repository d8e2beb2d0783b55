import { changed, minimalEnvironment, minimalTenant, report } from '../support/environment-folder';

/** What is wrong, the text replaced, its replacement, and what is said: place, path and reason, then the remedy. */
type Case = readonly [what: string, from: string, to: string, said: readonly string[]];

const environmentCases: readonly Case[] = [
  [
    'text as a number',
    "'111122223333'",
    '111122223333',
    ['4:10 account: is not text', 'put it in quotes: "111122223333"'],
  ],
  ['text as a truth value', 'The Commons', 'true', ['1:12 community: is not text', 'put it in quotes: "true"']],
  [
    'text as a list',
    ...(['The Commons', '[The Commons]'] as const),
    ['1:12 community: is not text', 'expected: display name of the community'],
  ],
  [
    'a number as text',
    ...(['10.0.0.0/16', '10.0.0.0/16\n  flowLogs: { keepDays: long }'] as const),
    ['16:25 network.flowLogs.keepDays: is not a number', 'expected: retention of flow logs in days'],
  ],
  [
    'a whole number with a fraction',
    ...(['10.0.0.0/16', '10.0.0.0/16\n  flowLogs: { keepDays: 1.5 }'] as const),
    ['16:25 network.flowLogs.keepDays: is not a whole number', 'expected: retention of flow logs in days'],
  ],
  [
    'a list as text',
    ...(['[commons.example]', 'commons.example'] as const),
    [
      '7:10 domains: is not a list',
      'expected: registered domains of the community, hosted at a DNS provider outside AWS',
    ],
  ],
  [
    'a map as text',
    ...(['\n  contact: infrastructure@commons.example', ' infrastructure@commons.example'] as const),
    ['12:15 certificates: is not a map', 'expected: certificates issued by ACME'],
  ],
  [
    'a map as a list',
    ...(['  contact: infrastructure@commons.example', '  - infrastructure@commons.example'] as const),
    ['13:3 certificates: is not a map', 'expected: certificates issued by ACME'],
  ],
  [
    'no value',
    ...(['community: The Commons', 'community:'] as const),
    ['1:11 community: is not text', 'expected: display name of the community'],
  ],
  [
    'a release without quotes',
    ...(['name: commons', 'name: commons\n  release: 4.20'] as const),
    ['18:12 cluster.release: is not one of the choices', 'put it in quotes: "4.20"'],
  ],
  [
    'a choice nearly right',
    ...(['10.0.0.0/16', '10.0.0.0/16\n  addressFamily: dualstack'] as const),
    [
      '16:18 network.addressFamily: is not one of the choices',
      'write one of: ipv4, dual-stack; did you mean dual-stack?',
    ],
  ],
  [
    'a choice quite wrong',
    ...(['name: commons', 'name: commons\n  payload: x86'] as const),
    ['18:12 cluster.payload: is not one of the choices', 'write one of: multi, single-architecture'],
  ],
  [
    'an unknown key near a known one',
    ...(['  cdn:', '  denyed: []\n  cdn:'] as const),
    ['20:3 edge.denyed: is not a known key', 'did you mean denied?'],
  ],
  [
    'an unknown key far from all',
    ...(['  cdn:', '  firewall: []\n  cdn:'] as const),
    ['20:3 edge.firewall: is not a known key', 'known keys: cdn, peers, ports, limits, shield, denied'],
  ],
  [
    'a key that every JavaScript object has',
    ...(['  cdn:', '  __proto__: []\n  cdn:'] as const),
    ['20:3 edge.__proto__: is not a known key', 'known keys: cdn, peers, ports, limits, shield, denied'],
  ],
  [
    'a key written wrong, once as missing and once as unknown',
    ...(['community', 'Comunity'] as const),
    [
      '1:1 community: is missing',
      'expected: display name of the community; for example community: The Commons',
      'environment.yaml:1:1 Comunity: is not a known key',
      'did you mean community?',
    ],
  ],
  [
    'a map left out',
    ...(['certificates:\n  contact: infrastructure@commons.example\n', ''] as const),
    [
      '1:1 certificates: is missing',
      'expected: certificates issued by ACME; for example certificates: { contact: infrastructure@commons.example }',
    ],
  ],
  [
    'a choice of shapes left out',
    ...(["  cdn: { none: 'Nobody but the tests knows this environment' }", '  denied: []'] as const),
    [
      '20:3 edge.cdn: is missing',
      'expected: the CDN in front of all hosts, or { none: <reason> }; for example cdn: { none: Nothing in it would be missed by anybody }',
    ],
  ],
];

test.each(environmentCases)('%s is refused', (_, from, to, [place = '', ...rest]) => {
  const files = { 'environment.yaml': changed(minimalEnvironment, from, to) };
  expect(report(files)).toEqual([`environment.yaml:${place}`, ...rest]);
});

const setting = (line: string) => ['image: quay', `${line}\n    image: quay`] as const;
const kinds =
  'write one of: web-application, automation, discourse, hedgedoc, hookshot, release-service, git-fetch-cache, web-gateway';

const tenantCases: readonly Case[] = [
  [
    'a choice left out',
    ...(['dataClass: public\n', ''] as const),
    ['1:1 dataClass: is missing', 'write one of: public, internal, personal'],
  ],
  ['a kind left out', 'kind: web-application\n    image', 'image', ['7:5 services[0].kind: is missing', kinds]],
  [
    'a kind nearly right',
    ...(['web-application', 'web-aplication'] as const),
    ['7:11 services[0].kind: is not one of the choices', `${kinds}; did you mean web-application?`],
  ],
  [
    'a key of another kind',
    ...(['kind: web-application', 'kind: hedgedoc'] as const),
    [
      '8:5 services[0].image: is not a known key',
      'known keys: kind, name, hosts, guests, members, limits, uploadsGiB, database, backup',
    ],
  ],
  [
    'a name among settings',
    ...setting('settings: { site/url: x }'),
    [
      '8:17 services[0].settings.site/url: is not the name of an environment variable',
      'use letters, digits, _, - and ., without a digit or two dots at its beginning',
    ],
  ],
  [
    'a map of any keys as a list',
    ...setting('settings: [SITE_URL]'),
    [
      '8:15 services[0].settings: is not a map',
      'expected: non-secret environment variables; $(NAME) is replaced by the value of another one',
    ],
  ],
  [
    'a shape that is none of two',
    ...setting('database: { backup: weekly }'),
    [
      '8:25 services[0].database.backup: is none of the choices',
      'expected: { keepDays: <days> } for point-in-time recovery, or { none: <reason> }',
    ],
  ],
  [
    'a shape that is nearly one of two',
    ...setting('database: { backup: { keepdays: 30 } }'),
    [
      '8:25 services[0].database.backup.keepDays: is missing',
      'expected: days of point-in-time recovery; for example keepDays: 7',
      'tenants/site.yaml:8:27 services[0].database.backup.keepdays: is not a known key',
      'did you mean keepDays?',
    ],
  ],
  [
    'the inside of one of two shapes',
    ...(['dataClass: public', 'dataClass: public\nquota: { cpu: 2, memoryGB: 4, storageGiB: 0 }'] as const),
    [
      '5:8 quota.memoryGiB: is missing',
      'expected: total memory limit of its containers in GiB; for example memoryGiB: 1',
      'tenants/site.yaml:5:8 quota.because: is missing',
      'expected: reason for the reviewer, in one sentence; for example because: Nothing in it would be missed by anybody',
      'tenants/site.yaml:5:18 quota.memoryGB: is not a known key',
      'did you mean memoryGiB?',
    ],
  ],
];

test.each(tenantCases)('%s is refused in a tenant', (_, from, to, [place = '', ...rest]) => {
  const files = { 'tenants/site.yaml': changed(minimalTenant, from, to) };
  expect(report(files)).toEqual([`tenants/site.yaml:${place}`, ...rest]);
});

test.each([
  ['', '1:1 is empty'],
  ['# nothing but a comment\n', '1:1 is empty'],
  ['The Commons\n', '1:1 is not a map'],
  ['- community: The Commons\n', '1:1 is not a map'],
])('a file that says %j is refused', (text, said) => {
  const [place, remedy, ...more] = report({ 'environment.yaml': text });
  expect([place, ...more]).toEqual([`environment.yaml:${said}`]);
  expect(remedy).toContain('one environment of the platform');
});

test('what is no service at all is not told about one kind of service', () => {
  const [place, remedy, ...more] = report({
    'tenants/site.yaml': minimalTenant.replace(/ {2}- kind[^]*/, '  - web-application\n'),
  });
  expect([place, ...more]).toEqual(['tenants/site.yaml:7:5 services[0]: is not a map']);
  expect(remedy).not.toContain('Markdown');
});
