import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const apps = 'apps.commons.openshift.commons.example';
const withHosts = (hosts: string) => changed(minimalTenant, '[site.commons.example]', `[${hosts}]`);
const apexCdn = (domains: string, cdn: string) =>
  changed(
    changed(minimalEnvironment, '[commons.example]', `[${domains}]`),
    "{ none: 'Nobody but the tests knows this environment' }",
    cdn,
  );
const addresses =
  '{ canonicalName: cdn.example, ranges: { ipv4: [192.0.2.0/24] }, apexAddresses: { ipv4: [192.0.2.1] } }';
const none = "{ none: 'Nobody but the tests knows this environment' }";
const apexRemedy = 'set edge.cdn.apexAddresses, or serve a name below it such as www';

/** A host of so many characters. */
const long = (characters: number): string => {
  const labels = `${'a'.repeat(60)}.`.repeat(3);
  return `${'b'.repeat(characters - labels.length - '.commons.example'.length)}.${labels}commons.example`;
};

test.each([
  [
    'site.example',
    'site.example is not below a domain of this environment',
    'choose a name below one of: commons.example',
  ],
  [
    'uncommons.example',
    'uncommons.example is not below a domain of this environment',
    'choose a name below one of: commons.example',
  ],
  ['commons.example', 'commons.example is the apex of a domain, where DNS allows no alias', apexRemedy],
  [
    'openshift.commons.example',
    "openshift.commons.example is below the cluster's own domain",
    `choose a name below ${apps}`,
  ],
  [
    'site.openshift.commons.example',
    "site.openshift.commons.example is below the cluster's own domain",
    `choose a name below ${apps}`,
  ],
  [
    'api.commons.openshift.commons.example',
    "api.commons.openshift.commons.example is below the cluster's own domain",
    `choose a name below ${apps}`,
  ],
  [apps, `${apps} is below the cluster's own domain`, `choose a name below ${apps}`],
  [`oauth-openshift.${apps}`, `oauth-openshift.${apps} is a name of OpenShift's`, `choose another name below ${apps}`],
  [
    `console-openshift-console.${apps}`,
    `console-openshift-console.${apps} is a name of OpenShift's`,
    `choose another name below ${apps}`,
  ],
  [`canary.${apps}`, `canary.${apps} is a name of OpenShift's`, `choose another name below ${apps}`],
  ['sso.commons.example', "sso.commons.example is the environment's own", 'choose another name'],
  ['gitlab.commons.example', "gitlab.commons.example is the environment's own", 'choose another name'],
  [
    'login.sso.commons.example',
    'login.sso.commons.example is below sso.commons.example, where people log in: its pages could set cookies of the login',
    'choose a name beside it',
  ],
  [
    'wpad.commons.example',
    'wpad.commons.example is where browsers ask by themselves for a proxy, and send it what they load',
    'choose another name',
  ],
  ...['ab--c', 'xn--a'].map((label): [string, string, string] => [
    `${label}.commons.example`,
    `${label} is no name in another script, and no authority certifies others with hyphens at its third and fourth place`,
    'choose another name, or write it as browsers show it in addresses, like xn--bcher-kva for bücher',
  ]),
  [
    long(238),
    `${long(238)} is too long for _acme-challenge.${long(238)}, at which its authority looks`,
    'choose a name of 237 characters or less',
  ],
])('%s cannot be the host of a tenant', (host, reason, remedy) => {
  expect(report({ 'tenants/site.yaml': withHosts(host) })).toEqual([
    `tenants/site.yaml:5:9 hosts[0]: ${reason}`,
    remedy,
  ]);
});

test.each(['site.internal.commons.example', 'internal.commons.example'])(
  'the host %s cannot be below a private zone',
  (host) => {
    const files = {
      'environment.yaml': changed(
        minimalEnvironment,
        'cluster:\n',
        'privateZones: [internal.commons.example]\ncluster:\n',
      ),
      'tenants/site.yaml': withHosts(host),
    };
    expect(report(files)).toEqual([
      `tenants/site.yaml:5:9 hosts[0]: ${host} is below the private zone internal.commons.example`,
      'choose a name that the internet can look up',
    ]);
  },
);

test.each([
  ['without a CDN', apexCdn('commons.example', none), 'commons.example'],
  [
    'with a CDN that gives no addresses',
    apexCdn('commons.example', addresses.replace(', apexAddresses: { ipv4: [192.0.2.1] }', '')),
    'commons.example',
  ],
  [
    'also where it lies below another domain',
    apexCdn('commons.example, lab.commons.example', none),
    'lab.commons.example',
  ],
])('a host at the apex is refused %s', (_, environment, host) => {
  expect(report({ 'environment.yaml': environment, 'tenants/site.yaml': withHosts(host) })).toEqual([
    `tenants/site.yaml:5:9 hosts[0]: ${host} is the apex of a domain, where DNS allows no alias`,
    apexRemedy,
  ]);
});

test.each(['commons.example', 'a.b.commons.example', `site.${apps}`])('%s can be the host of a tenant', (host) => {
  const files = { 'environment.yaml': apexCdn('commons.example', addresses), 'tenants/site.yaml': withHosts(host) };
  expect(report(files)).toEqual([]);
});

test('a host belongs to the first tenant that names it', () => {
  const files = {
    'tenants/about.yaml': minimalTenant,
    'tenants/site.yaml': minimalTenant,
    'tenants/wiki.yaml': minimalTenant,
  };
  const remedy = 'choose another name, or remove it there';
  expect(report(files)).toEqual([
    'tenants/site.yaml:5:9 hosts[0]: site.commons.example belongs to tenant about',
    remedy,
    'tenants/wiki.yaml:5:9 hosts[0]: site.commons.example belongs to tenant about',
    remedy,
  ]);
});

test('a host named twice by one tenant is refused', () => {
  expect(report({ 'tenants/site.yaml': withHosts('site.commons.example, site.commons.example') })).toEqual([
    'tenants/site.yaml:5:31 hosts[1]: site.commons.example belongs to this tenant already',
    'choose another name, or remove it there',
  ]);
});

/** A tenant of two hosts with `services`, from line 7 of the file on. */
const serving = (...services: readonly string[]) =>
  withHosts('site.commons.example, pad.commons.example').replace(
    / {2}- kind[^]*/,
    services.map((service) => `  - ${service}\n`).join(''),
  );

test.each<[string, string, string, string]>([
  [
    'no host at all',
    changed(minimalTenant, '[site.commons.example]', '[]'),
    '5:8 hosts: names no host',
    'name at least one host: its services are reached by it',
  ],
  [
    'a service that leaves its hosts open beside another',
    serving('{ kind: hedgedoc }', '{ kind: hedgedoc, name: pad, hosts: [pad.commons.example] }'),
    '7:5 services[0]: does not say which hosts it serves, and it is not the only service',
    'add hosts: with some of the hosts of the tenant',
  ],
  [
    'a host that no service serves',
    serving('{ kind: hedgedoc, hosts: [site.commons.example] }'),
    '5:31 hosts[1]: pad.commons.example is served by none of the services',
    'add it to the hosts of one service, or remove it',
  ],
  [
    "a host that is not the tenant's",
    serving('{ kind: hedgedoc, hosts: [site.commons.example, pad.commons.example, wiki.commons.example] }'),
    '7:74 services[0].hosts[2]: wiki.commons.example is not one of the hosts of the tenant',
    'write one of: site.commons.example, pad.commons.example',
  ],
  [
    'a host that two services serve',
    serving(
      '{ kind: hedgedoc, hosts: [site.commons.example, pad.commons.example] }',
      '{ kind: hedgedoc, name: pad, hosts: [pad.commons.example] }',
    ),
    '8:42 services[1].hosts[0]: pad.commons.example is served by services[0].hosts[1] too',
    'keep it in one place',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(report({ 'tenants/site.yaml': text })).toEqual([`tenants/site.yaml:${place}`, remedy]);
});

test.each([
  ['by its only service', serving('{ kind: hedgedoc }')],
  [
    'each by one of two',
    serving(
      '{ kind: hedgedoc, hosts: [site.commons.example] }',
      '{ kind: hedgedoc, name: pad, hosts: [pad.commons.example] }',
    ),
  ],
])('hosts are served %s', (_, text) => {
  expect(report({ 'tenants/site.yaml': text })).toEqual([]);
});

/** What the schema lets pass and no URL parser takes must not stop the check half-way. */
test('a host is checked whatever the repository is called', () => {
  const text = changed(minimalEnvironment, 'https://gitlab.commons.example/', 'https://gitlab.commons.example:84430/');
  expect(() => report({ 'environment.yaml': text, 'tenants/site.yaml': minimalTenant })).not.toThrow();
});

test('the host of the mail relay cannot be the host of a tenant: services send it their passwords', () => {
  const files = {
    'environment.yaml': `${minimalEnvironment}mail: { host: mail.commons.example }\n`,
    'tenants/site.yaml': withHosts('mail.commons.example'),
  };
  expect(report(files)).toEqual([
    "tenants/site.yaml:5:9 hosts[0]: mail.commons.example is the environment's own",
    'choose another name',
  ]);
});

test('hosts of tenants are below a domain at which people log in: all are', () => {
  const text = changed(minimalEnvironment, 'https://sso.commons.example', 'https://commons.example');
  expect(report({ 'environment.yaml': text, 'tenants/site.yaml': minimalTenant })).toEqual([]);
});

test.each(['xn--bcher-kva.commons.example', 'a--b.commons.example', 'abc--d.commons.example', long(237)])(
  'an authority certifies %s',
  (host) => {
    expect(report({ 'tenants/site.yaml': withHosts(host) })).toEqual([]);
  },
);
