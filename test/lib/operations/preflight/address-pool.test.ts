import { addressPoolCheck } from '../../../../lib/operations/preflight/address-pool';
import type { Cloud } from '../../../../lib/operations/preflight/cloud';
import { changed, minimalEnvironment } from '../../../support/environment-folder';
import { findingsOf, preflight } from './fake-cloud';

const id = 'ipv4pool-ec2-012345678abcdef01';
const files = {
  'environment.yaml': changed(
    minimalEnvironment,
    '  block: 10.0.0.0/16\n',
    `  block: 10.0.0.0/16\n  addressPool: { id: ${id}, for: [nat] }\n`,
  ),
};
const said = async (cloud: Partial<Cloud>, home: Readonly<Record<string, string>> = files) =>
  (await findingsOf(addressPoolCheck, preflight(cloud, home))).join();
const free = (count: number | undefined) => ({ freeInPool: () => Promise.resolve(count) });
const there = (pool: string) => ({
  addresses: () =>
    Promise.resolve(['a', 'b'].map((zone) => ({ id: zone, pool, tags: { Name: `testing-nat-us-east-1${zone}` } }))),
});

test.each<[string, Partial<Cloud>, string]>([
  ['no such pool', free(undefined), `fails: there is no pool ${id} in us-east-1`],
  ['a pool that is too small', free(2), `fails: ${id} has 2 free addresses, and 3 are needed`],
  ['a pool that suffices', free(3), `fine: ${id} has 3 free addresses, and 3 are needed`],
  [
    'addresses that it gave already',
    { ...free(1), ...there(id) },
    `fine: ${id} has 1 free addresses, and 1 are needed`,
  ],
  ['addresses of AWS', { ...free(1), ...there('amazon') }, `fails: ${id} has 1 free addresses, and 3 are needed`],
])('%s', async (_, cloud, expected) => {
  expect(await said(cloud)).toBe(expected);
});

test('who wants none is not asked', async () => {
  expect(await said(free(undefined), {})).toMatch(/^fine/);
});
