import { singleSignOnRule } from '../../../environments/rules/single-sign-on-rules';
import { changed, load, minimalTenant } from '../../support/environment-folder';

const tenant = (host: string, service = 'web') =>
  changed(minimalTenant, 'site.commons.example', host).replace(
    'web-application\n',
    `web-application\n    name: ${service}\n`,
  );

const findings = (tenants: Readonly<Record<string, string>>) => {
  const files = Object.fromEntries(Object.entries(tenants).map(([name, text]) => [`tenants/${name}.yaml`, text]));
  const { environment } = load(files);
  return singleSignOnRule(environment.tenants, environment).map(({ tenant: name, reason }) => `${name}: ${reason}`);
};

test('tenants that differ have clients that differ', () => {
  expect(findings({ maps: tenant('a.commons.example'), wiki: tenant('b.commons.example') })).toEqual([]);
});

test('two services that would be one client are found', () => {
  const tenants = { maps: tenant('a.commons.example', 'tiles-web'), 'maps-tiles': tenant('b.commons.example') };
  expect(findings(tenants)).toEqual([
    'maps-tiles: maps-tiles-web is what single sign-on calls service tiles-web of tenant maps',
  ]);
});

test('the host of the administration is nobody’s', () => {
  const host = 'sso-admin.apps.commons.openshift.commons.example';
  expect(findings({ maps: tenant(host) })).toEqual([`maps: ${host} is the environment's own`]);
});
