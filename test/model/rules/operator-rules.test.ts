import { loadFixture } from '../../support/fixture-home';
import { operators, type Operator } from '../../../model/data/operators';
import { openShiftReleaseNames } from '../../../model/data/openshift-releases';
import {
  operatorFindings,
  operatorRule,
  operatorWarnings,
  unpinnedOperators,
} from '../../../model/rules/operator-rules';
import type { Tenant } from '../../../model/tenant';
import { withDatabase } from '../../support/with-database';

const { environment } = loadFixture('production');
const { cluster } = environment;
const on = (release: (typeof openShiftReleaseNames)[number]) => ({ ...environment, cluster: { ...cluster, release } });

/** The table as it would be if a release no longer had an operator. */
const without = (name: string, release: string): readonly Operator[] =>
  operators.map((operator) =>
    operator.package === name
      ? { ...operator, releases: { ...operator.releases, [release]: { none: 'write release: 4.20' } } }
      : operator,
  );

test.each(openShiftReleaseNames)('%s has everything that every environment needs', (release) => {
  expect(operatorFindings(on(release))).toEqual([]);
});

test('a release without an operator that every environment needs is refused', () => {
  const table = without('loki-operator', '4.18');
  expect(operatorFindings(on('4.18'), table)).toEqual([
    { path: ['cluster', 'release'], reason: '4.18 has no operator for Loki', remedy: 'write release: 4.20' },
  ]);
  expect(operatorFindings(on('4.19'), table)).toEqual([]);
});

test('a service that asks for an operator which the release has not is refused where it asks', () => {
  const [pad] = environment.tenants.filter(({ name }) => name === 'pad');
  const asking: readonly Tenant[] = [
    withDatabase(pad, { engine: 'mysql' }),
    withDatabase(pad, { engine: 'postgres', operator: 'crunchy' }),
    withDatabase(pad, { shared: 'general' }),
  ];
  const rule = operatorRule(without('percona-xtradb-cluster-operator-certified', '4.20'));
  expect(rule(asking, on('4.20'))).toEqual([
    {
      tenant: 'pad',
      path: ['services', 0, 'database', 'engine'],
      reason: '4.20 has no operator for Percona XtraDB',
      remedy: 'write release: 4.20',
    },
  ]);
  expect(operatorRule()(asking, on('4.20'))).toEqual([]);
  const crunchy = operatorRule(without('crunchy-postgres-operator', '4.20'))(asking, on('4.20'));
  expect(crunchy.map(({ path }) => path)).toEqual([['services', 0, 'database', 'operator']]);
});

test('an operator of one architecture needs a machine of it', () => {
  const arm = { ...cluster, pools: cluster.pools.map((pool) => ({ ...pool, architecture: 'arm64' as const })) };
  expect(operatorFindings({ ...environment, cluster: arm })).toEqual([
    {
      path: ['cluster', 'pools'],
      reason: 'no machine can run the operator for External DNS, which is built for amd64',
      remedy: 'add a pool of amd64 workers without taints',
    },
  ]);
});

test.each([
  [
    '4.17',
    ['cert-manager 1.18, CloudNativePG 1.29, Loki 6.3, Logging 6.3, OADP 1.4', 'no operator for External Secrets'],
  ],
  ['4.18', ['cert-manager 1.19, External Secrets 1.1, Loki 6.4, Logging 6.4, OADP 1.4']],
  ['4.19', []],
  ['4.20', []],
] as const)('the warnings for %s are what the table says', (release, expected) => {
  const warnings = operatorWarnings(on(release));
  expect(warnings).toHaveLength(expected.length);
  expected.forEach((text, index) => expect(warnings[index]?.reason).toContain(text));
});

test('an operator without a pinned version is a warning once there is a cluster, with the command for this environment', () => {
  expect(unpinnedOperators(environment, {})).toEqual([]);
  const [warning, ...others] = unpinnedOperators(environment, { infraId: 'commons-x7k2p' });
  expect(others).toEqual([]);
  expect(warning?.reason).toMatch(/^nobody has pinned a version of .*cert-manager/);
  expect(warning?.remedy).toBe('run npm run commons -- operators pin production, logged in to the cluster');
});
