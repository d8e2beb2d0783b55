import { changed, minimalTenant, report } from '../../support/environment-folder';

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
    'maps-tiles: maps-tiles-web is what single sign-on calls service tiles-web of tenant maps',
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
