import { authorityPem } from '../../support/authority-pem';
import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const tenant = (host: string, service = 'web', login = '    login: { callback: /oidc/callback }\n') =>
  changed(minimalTenant, 'site.commons.example', host).replace(
    'web-application\n',
    `web-application\n    name: ${service}\n`,
  ) + login;

const findings = (tenants: Readonly<Record<string, string>>) =>
  report(Object.fromEntries(Object.entries(tenants).map(([name, text]) => [`tenants/${name}.yaml`, text]))).map(
    (line) =>
      line
        .replace(/^tenants\//, '')
        .replace(/\.yaml:\S+ \S+/, ':')
        .replace('::', ':'),
  );

test('tenants that differ have clients that differ', () => {
  expect(findings({ maps: tenant('a.commons.example'), wiki: tenant('b.commons.example') })).toEqual([]);
});

test('two services that would be one client are found', () => {
  const tenants = { maps: tenant('a.commons.example', 'tiles-web'), 'maps-tiles': tenant('b.commons.example') };
  expect(findings(tenants)).toEqual([
    'maps-tiles: maps-tiles-web is the client of service tiles-web of tenant maps in single sign-on',
    'choose another name for the service',
  ]);
});

test('nobody minds where nobody logs in', () => {
  const tenants = { maps: tenant('a.commons.example', 'tiles-web', ''), 'maps-tiles': tenant('b.commons.example') };
  expect(findings(tenants)).toEqual([]);
});

test('the host of the administration is nobody’s', () => {
  const host = 'sso-admin.apps.commons.openshift.commons.example';
  expect(findings({ maps: tenant(host) })).toEqual([`maps: ${host} is the environment's own`, 'choose another name']);
});

const issuer = 'https://sso.commons.example/realms/commons\n';
const onEcs = (adminHost: string, login = issuer) =>
  report({
    'environment.yaml': changed(
      minimalEnvironment,
      issuer,
      `${login}  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: ${adminHost} }\n`,
    ),
  });

test('a Keycloak beside the cluster has two names that the DNS provider can hold', () => {
  expect(onEcs('sso-admin.commons.example')).toEqual([]);
});

test.each([
  ['elsewhere.example', 'elsewhere.example is not below a domain of this environment'],
  ['commons.example', 'commons.example is a registered domain itself, where DNS allows no alias'],
  [
    'sso-admin.openshift.commons.example',
    "sso-admin.openshift.commons.example is below the cluster's own domain, where only the cluster has names",
  ],
  ['sso.commons.example', 'is the host where everybody logs in'],
])('the administration of one beside the cluster cannot be %s', (host, reason) => {
  const [problem = ''] = onEcs(host);
  expect(problem).toContain(`singleSignOn.keycloak.adminHost: ${reason}`);
});

test('neither can the login be below the cluster’s own domain', () => {
  const [problem = ''] = onEcs(
    'sso-admin.commons.example',
    'https://sso.apps.commons.openshift.commons.example/realms/commons\n',
  );
  expect(problem).toContain('singleSignOn.issuer: sso.apps.commons');
});

const withDirectory = (hosts: string, readAs: string) =>
  report({
    'environment.yaml': changed(
      minimalEnvironment,
      issuer,
      `${issuer}  keycloak: { placement: cluster, administrators: sre, directory: { hosts: [${hosts}], baseDn: 'dc=commons,dc=example', readAs: '${readAs}', authority: ${JSON.stringify(authorityPem)} } }\n`,
    ),
  }).map((line) => line.replace(/^environment\.yaml:\d+:\d+ /, ''));

test.each([
  [
    'a server twice',
    'a.example, b.example, a.example',
    'uid=keycloak,dc=commons,dc=example',
    [
      'singleSignOn.keycloak.directory.hosts[2]: repeats hosts[0]',
      'name each server once: the next one is asked when one is down',
    ],
  ],
  [
    'an account of another tree',
    'a.example',
    'uid=keycloak,dc=uncommons,dc=example',
    [
      'singleSignOn.keycloak.directory.readAs: is not below dc=commons,dc=example, so the directory has no such account',
      'write it like uid=keycloak,cn=sysaccounts,cn=etc,dc=commons,dc=example',
    ],
  ],
  ['an account of its own tree', 'a.example', 'uid=keycloak,cn=etc,dc=Commons,dc=example', []],
])('a directory elsewhere with %s', (_, hosts, readAs, said) => {
  expect(withDirectory(hosts, readAs)).toEqual(said);
});
