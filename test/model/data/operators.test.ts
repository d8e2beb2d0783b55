import { operators } from '../../../model/data/operators';
import { openShiftReleaseNames } from '../../../model/data/openshift-releases';
import { neededOperators, operatorUse } from '../../../model/needed-operators';
import { load, minimalEnvironment } from '../../support/environment-folder';
import { withDatabase } from '../../support/with-database';

test('each package and each namespace is there once: operators of one namespace share their upgrades', () => {
  const namespaces = operators.map(({ namespace }) => ('name' in namespace ? namespace.name : namespace.ofCluster));
  expect(new Set(operators.map((operator) => operator.package)).size).toBe(operators.length);
  expect(new Set(namespaces).size).toBe(operators.length);
});

test('the newest release holds nothing back, and every release says what it has', () => {
  const newest = openShiftReleaseNames[openShiftReleaseNames.length - 1] ?? '4.20';
  expect(operators.filter(({ releases }) => 'heldBackTo' in releases[newest])).toEqual([]);
  expect(operators.filter(({ releases }) => openShiftReleaseNames.some((name) => !(name in releases)))).toEqual([]);
});

test('whoever pins a new version of what runs databases is told what it does', () => {
  const telling = operators.filter(({ newVersion }) => newVersion !== undefined).map((operator) => operator.package);
  expect(telling).toEqual([
    'cloudnative-pg',
    'crunchy-postgres-operator',
    'percona-xtradb-cluster-operator-certified',
    'keycloak-operator',
  ]);
});

test.each([
  ['no database of its own', { shared: 'general' }, 'everything'],
  ['PostgreSQL', {}, 'everything'],
  ['Crunchy', { operator: 'crunchy' }, 'crunchy'],
  ['MySQL', { engine: 'mysql' }, 'mysql'],
])('a service with %s needs %j: %s', (_, database, use) => {
  const tenant = withDatabase(undefined, database);
  expect(tenant.services.map(operatorUse)).toEqual([use]);
  const more = neededOperators({
    tenants: [tenant],
    singleSignOn: { issuer: 'https://sso.example/realms/commons' },
  }).filter(({ neededFor }) => neededFor !== 'everything');
  expect(more.map(({ neededFor }) => neededFor)).toEqual(use === 'everything' ? [] : [use]);
});

test('a Keycloak in the cluster needs its operator, one beside it or somebody else’s does not', () => {
  const issuer = 'https://sso.commons.example/realms/commons';
  const packagesFor = (singleSignOn: Parameters<typeof neededOperators>[0]['singleSignOn']) =>
    neededOperators({ tenants: [], singleSignOn }).map((operator) => operator.package);
  const { keycloak } = load({
    'environment.yaml': minimalEnvironment.replace(
      /singleSignOn:\n.*\n/,
      `singleSignOn:\n  issuer: ${issuer}\n  keycloak: { placement: cluster, administrators: sre, directory: { none: 'Keycloak keeps people itself' } }\n`,
    ),
  }).environment.singleSignOn;
  expect(packagesFor({ issuer, keycloak })).toContain('keycloak-operator');
  expect(packagesFor({ issuer })).not.toContain('keycloak-operator');
});
