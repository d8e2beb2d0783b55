import { namedEnvironments } from '../../../model/named-environments';
import { sharedNames } from '../../../model/rules/shared-names';
import {
  changed,
  minimalEnvironment,
  minimalTenant,
  withFolder,
  writeEnvironment,
  type EnvironmentFiles,
} from '../../support/environment-folder';

const staging = changed(
  changed(minimalEnvironment, 'openshift.commons.example', 'openshift-two.commons.example'),
  'sso.commons.example',
  'sso-two.commons.example',
);
const keycloak =
  '\n  keycloak: { placement: cluster, administrators: infrastructure, directory: { none: Only the tests log in here } }';
const withKeycloak = (text: string) => changed(text, '/realms/commons', `/realms/commons${keycloak}`);

/** Findings in `production`, beside an environment `staging`. */
const found = (production: EnvironmentFiles, other: EnvironmentFiles) =>
  withFolder((folder) => {
    writeEnvironment(folder, production, 'production');
    writeEnvironment(folder, other, 'staging');
    return sharedNames('production', namedEnvironments(folder));
  });

test('environments may have a registered domain together, and the issuer of somebody else', () => {
  expect(
    found(
      { 'tenants/site.yaml': minimalTenant },
      {
        'environment.yaml': changed(staging, 'sso-two', 'sso'),
        'tenants/site.yaml': changed(minimalTenant, 'site.commons', 'site-two.commons'),
      },
    ),
  ).toEqual({ environment: [], tenants: [] });
});

test('two zones of one name are refused, whatever the clusters are called', () => {
  const other = changed(minimalEnvironment, 'name: commons', 'name: staging');
  expect(found({}, { 'environment.yaml': other }).environment).toEqual([
    {
      path: ['cluster', 'baseDomain'],
      reason:
        'openshift.commons.example is a name of environment staging too (environments/staging/environment.yaml, cluster.baseDomain)',
      remedy: 'choose another name: a delegation leads to one zone only',
    },
  ]);
});

test('a host of a tenant of both is refused, in the file of the tenant', () => {
  const site = { 'tenants/site.yaml': minimalTenant };
  const { environment, tenants } = found(site, { 'environment.yaml': staging, 'tenants/wiki.yaml': minimalTenant });
  expect(environment).toEqual([]);
  expect(tenants).toEqual([
    {
      tenant: 'site',
      path: ['hosts', 0],
      reason:
        'site.commons.example is a name of environment staging too (environments/staging/tenants/wiki.yaml, hosts[0])',
      remedy: 'choose another name, or remove it there',
    },
  ]);
});

test('a single sign-on of their own is at one name each', () => {
  const both = changed(staging, 'sso-two', 'sso');
  expect(
    found({ 'environment.yaml': withKeycloak(minimalEnvironment) }, { 'environment.yaml': withKeycloak(both) })
      .environment,
  ).toMatchObject([{ path: ['singleSignOn', 'issuer'] }]);
});

test('a name in a zone that the other one has in Route 53 is refused', () => {
  const inside = changed(minimalTenant, 'site.commons', 'site.openshift-two.commons');
  expect(found({ 'tenants/site.yaml': inside }, { 'environment.yaml': staging }).tenants).toMatchObject([
    {
      path: ['hosts', 0],
      reason: expect.stringMatching(
        /^site\.openshift-two\.commons\.example is in openshift-two\.commons\.example, a zone of environment staging/,
      ) as unknown,
    },
  ]);
});

test('an environment that cannot be read has no names', () => {
  expect(found({}, { 'environment.yaml': changed(minimalEnvironment, 'region: ', 'regoin: ') }).environment).toEqual(
    [],
  );
});
