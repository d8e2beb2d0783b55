import { placedEnvironments } from '../../../model/load';
import { sharedAccounts, type PlacedEnvironment } from '../../../model/rules/shared-accounts';
import { changed, minimalEnvironment, withFolder, writeEnvironment } from '../../support/environment-folder';

const mine: PlacedEnvironment = {
  name: 'library',
  account: '111122223333',
  region: 'us-east-1',
  access: { sessions: { keepDays: 365 } },
  hosts: { machines: [] },
};
const at = (name: string, account = mine.account): PlacedEnvironment => ({ ...mine, name, account });
const withHost = { hosts: { machines: [{ name: 'mirror' }] } };

test('an environment that has its account for itself is fine', () => {
  expect(sharedAccounts(mine, [mine, at('archive', '444455556666'), at('library-two', '444455556666')])).toEqual({
    findings: [],
    warnings: [],
  });
});

test('a neighbour is told of: what AWS numbers is kept apart by the account alone', () => {
  const { findings, warnings } = sharedAccounts(mine, [mine, at('archive'), at('lib')]);
  expect(findings).toEqual([]);
  expect(warnings).toMatchObject([
    { path: ['account'], reason: expect.stringMatching(/^archive and lib is in this account too/) as unknown },
  ]);
});

test('a neighbour whose names begin alike is refused: names would keep nothing apart', () => {
  const { findings, warnings } = sharedAccounts(mine, [mine, at('library-two')]);
  expect(findings).toMatchObject([
    {
      path: ['account'],
      reason: expect.stringMatching(
        /^library-two is in this account too, and all its names begin with library-:/,
      ) as unknown,
    },
  ]);
  expect(warnings).toEqual([]);
  expect(sharedAccounts(at('library-two'), [mine, at('library-two')]).findings).toEqual([]);
});

test('only one of two in an account and region may record sessions', () => {
  const [one, other] = [
    { ...mine, ...withHost },
    { ...at('archive'), ...withHost },
  ];
  expect(sharedAccounts(one, [one, other]).findings).toEqual([
    {
      path: ['access', 'sessions'],
      reason:
        'are recorded by archive in this account and region too, where Session Manager has one document of preferences: the second deploy fails',
      remedy:
        'give each environment an account of its own, or write access: { sessions: { none: <where they are recorded> } } in one',
    },
  ]);
});

test.each([
  ['is in another region', { ...withHost, region: 'eu-central-1' }],
  ['has no machines', {}],
  ['says that they are recorded elsewhere', { ...withHost, access: { sessions: { none: 'In that of the library' } } }],
])('nothing is said of sessions where the other one %s', (_, other) => {
  const one = { ...mine, ...withHost };
  expect(sharedAccounts(one, [one, { ...at('archive'), ...other }]).findings).toEqual([]);
});

test('the sessions of a directory count as well', () => {
  const [one, other] = [
    { ...mine, directory: {} },
    { ...at('archive'), directory: {} },
  ];
  expect(sharedAccounts(one, [one, other]).findings).toHaveLength(1);
});

test('accounts are read of every environment, also of one that is wrong otherwise', () => {
  withFolder((folder) => {
    writeEnvironment(folder, { 'environment.yaml': minimalEnvironment }, 'library');
    writeEnvironment(folder, { 'environment.yaml': changed(minimalEnvironment, 'region: ', 'regoin: ') }, 'archive');
    writeEnvironment(folder, { 'environment.yaml': 'community: The Commons\n' }, 'silent');
    expect(placedEnvironments(folder)).toMatchObject([
      { name: 'archive', account: mine.account },
      { name: 'library', account: mine.account, region: mine.region },
    ]);
  });
});
