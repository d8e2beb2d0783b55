import { operators } from '../../../environments/data/operators';
import { openShiftReleaseNames } from '../../../environments/data/openshift-releases';
import { neededOperators, operatorUse } from '../../../environments/needed-operators';
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

test('whatever runs databases is upgraded by hand, and nothing else', () => {
  const byHand = operators.filter(({ approval }) => approval !== 'automatic').map((operator) => operator.package);
  expect(byHand).toEqual(['cloudnative-pg', 'crunchy-postgres-operator', 'percona-xtradb-cluster-operator-certified']);
});

test.each([
  ['no database of its own', { shared: 'general' }, 'everything'],
  ['PostgreSQL', {}, 'everything'],
  ['Crunchy', { operator: 'crunchy' }, 'crunchy'],
  ['MySQL', { engine: 'mysql' }, 'mysql'],
])('a service with %s needs %j: %s', (_, database, use) => {
  const tenant = withDatabase(undefined, database);
  expect(tenant.services.map(operatorUse)).toEqual([use]);
  const more = neededOperators([tenant]).filter(({ neededFor }) => neededFor !== 'everything');
  expect(more.map(({ neededFor }) => neededFor)).toEqual(use === 'everything' ? [] : [use]);
});
