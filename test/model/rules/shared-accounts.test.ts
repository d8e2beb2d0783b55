import { environmentAccounts } from '../../../model/load';
import { sharedAccounts } from '../../../model/rules/shared-accounts';
import { changed, minimalEnvironment, withFolder, writeEnvironment } from '../../support/environment-folder';

const mine = { name: 'library', account: '111122223333' };
const at = (name: string, account = mine.account) => ({ name, account });

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

test('accounts are read of every environment, also of one that is wrong otherwise', () => {
  withFolder((folder) => {
    writeEnvironment(folder, { 'environment.yaml': minimalEnvironment }, 'library');
    writeEnvironment(folder, { 'environment.yaml': changed(minimalEnvironment, 'region: ', 'regoin: ') }, 'archive');
    writeEnvironment(folder, { 'environment.yaml': 'community: The Commons\n' }, 'silent');
    expect(environmentAccounts(folder)).toEqual([at('archive'), at('library')]);
  });
});
