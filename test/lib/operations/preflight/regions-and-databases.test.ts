import { databaseTypeCheck } from '../../../../lib/operations/preflight/database-types';
import type { Cloud } from '../../../../lib/operations/preflight/cloud';
import { regionCheck } from '../../../../lib/operations/preflight/regions';
import { changed, minimalEnvironment } from '../../../support/environment-folder';
import { findingsOf, preflight } from './fake-cloud';

const copies = {
  'environment.yaml': changed(
    minimalEnvironment,
    "{ none: 'The tests make everything again' }",
    '{ region: eu-south-2 }',
  ),
};
const regions = (...list: readonly (readonly [string, boolean])[]): Partial<Cloud> => ({
  regions: () => Promise.resolve(list.map(([name, switchedOff]) => ({ name, switchedOff }))),
});

test.each<[string, Partial<Cloud>, Readonly<Record<string, string>>, string]>([
  ['its own', {}, {}, 'fine: us-east-1 is available to this account'],
  [
    'both',
    regions(['us-east-1', false], ['eu-south-2', false]),
    copies,
    'fine: us-east-1 and eu-south-2 are available to this account',
  ],
  ['that of copies is none', regions(['us-east-1', false]), copies, 'fails: AWS has no region eu-south-2'],
  [
    'that of copies is switched off',
    regions(['us-east-1', false], ['eu-south-2', true]),
    copies,
    'fails: eu-south-2 is not enabled for this account',
  ],
  ['its own is switched off', regions(['us-east-1', true]), {}, 'fails: us-east-1 is not enabled for this account'],
])('regions: %s', async (_, changes, files, said) => {
  expect(await findingsOf(regionCheck, preflight(changes, files))).toEqual([said]);
});

const onEcs = {
  'environment.yaml': changed(
    minimalEnvironment,
    'realms/commons\n',
    "realms/commons\n  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: sso-admin.commons.example, database: { instanceType: db.m8g.large } }\n",
  ),
};
const offering = (...zones: readonly string[]): Partial<Cloud> => ({ zonesOfDatabase: () => Promise.resolve(zones) });

test.each<[string, Partial<Cloud>, Readonly<Record<string, string>>, RegExp]>([
  ['no database', offering(), {}, /^fine: no database in RDS$/],
  [
    'one that is offered',
    {},
    onEcs,
    /^fine: RDS offers postgres [0-9.]+ on db.m8g.large in us-east-1a, us-east-1b, us-east-1c$/,
  ],
  ['one that is not', offering(), onEcs, /^fails: RDS does not offer postgres [0-9.]+ on db.m8g.large in us-east-1$/],
  ['one of a single zone', offering('us-east-1a'), onEcs, /^fails: RDS offers .* only in us-east-1a, and its standby/],
  ['one of zones that are not ours', offering('us-east-1a', 'us-east-1f'), onEcs, /^fails: RDS offers .* only in/],
])('databases: %s', async (_, changes, files, said) => {
  const found = await findingsOf(databaseTypeCheck, preflight(changes, files));
  expect(found).toEqual([expect.stringMatching(said)]);
});
