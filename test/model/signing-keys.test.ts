import { changed, load, minimalEnvironment, report } from '../support/environment-folder';
import { signingKey } from '../support/signing-key';

const signedBy = (names: string, branch = '') =>
  changed(minimalEnvironment, "{ unsigned: 'Nobody but the tests writes to it' }", `{ signedBy: [${names}]${branch} }`);
const keys = { 'signing-keys/ada.asc': signingKey('subkey') };

test('keys are read from the files beside the environment', () => {
  const { environment, keysDue } = load({ 'environment.yaml': signedBy('ada'), ...keys });
  expect(environment.signingKeys).toMatchObject([{ name: 'ada', id: 'DEC3583874FFA558' }]);
  expect(environment.repository.delivery).toMatchObject({ branch: 'delivered' });
  expect(keysDue('2099-01-01')).toEqual({ problems: [], warnings: [] });
});

test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'nobody’s key',
    'ada, grace',
    keys,
    [
      'signing-keys/grace.asc:1:1 is not there, and repository.delivery.signedBy names it',
      'put the armored public key of grace there, or leave grace out',
    ],
  ],
  [
    'a key of somebody else',
    'ada',
    { ...keys, 'signing-keys/gitlab.asc': signingKey('soon') },
    [
      'signing-keys/gitlab.asc:1:1 is nobody’s who may deliver',
      'name its owner in repository.delivery.signedBy, or remove it',
    ],
  ],
  [
    'a revoked key',
    'ada',
    { 'signing-keys/ada.asc': signingKey('revoked') },
    [
      'signing-keys/ada.asc:1:1 is revoked by its owner, which Argo CD does not check',
      'leave it out, or export the key that took its place',
    ],
  ],
  [
    'one key for two',
    'ada, grace',
    { ...keys, 'signing-keys/grace.asc': signingKey('subkey') },
    ['signing-keys/grace.asc:1:1 is the key of ada too', 'give each engineer a key of their own'],
  ],
])('%s is refused', (_, names, files, told) => {
  expect(report({ 'environment.yaml': signedBy(names), ...files })).toEqual(told);
});

test('where nobody signs, a key beside the environment is a mistake', () => {
  expect(report(keys)[0]).toBe('signing-keys/ada.asc:1:1 is nobody’s who may deliver');
});

test('a key that has expired is refused on the day, and one that soon will have is worth a word', () => {
  const { keysDue } = load({ 'environment.yaml': signedBy('ada'), 'signing-keys/ada.asc': signingKey('expired') });
  expect(keysDue('2026-02-05').problems.map(({ reason }) => reason)).toEqual([
    'counts in Argo CD though it has expired on 2026-02-04',
  ]);
  expect(keysDue('2026-01-20').warnings.map(({ reason }) => reason)).toEqual(['expires on 2026-02-04']);
  expect(keysDue('2025-12-01')).toEqual({ problems: [], warnings: [] });
});

const mirrored = (mirror: string) => changed(minimalEnvironment, "{ none: 'The tests wait for it' }", mirror);

test.each([
  [
    'the branch that people merge into',
    signedBy('ada', ', branch: main'),
    keys,
    'main is the branch that people merge into',
  ],
  [
    'a folder of the branch that people merge into',
    signedBy('ada', ', branch: main/delivered'),
    keys,
    'cannot be beside main: to Git, one is a folder of the other',
  ],
  ...['HEAD', 'a/.b', 'a.lock/b', 'a..b', '0a'.repeat(20)].map((branch): [string, string, typeof keys, string] => [
    `the branch ${branch}`,
    signedBy('ada', `, branch: '${branch}'`),
    keys,
    'is not the name of a branch',
  ]),
  ['an engineer twice', signedBy('ada, ada'), keys, 'repeats repository.delivery.signedBy[0]'],
  [
    'a mirror at the host of the repository',
    mirrored('{ url: https://gitlab.commons.example/copy.git }'),
    {},
    'gitlab.commons.example is the host of the repository itself',
  ],
  [
    'a mirror that there is not',
    changed(minimalEnvironment, 'platform.git }', 'platform.git, follow: mirror }'),
    {},
    'there is no mirror to follow',
  ],
  [
    'unsigned without a reason',
    changed(minimalEnvironment, 'Nobody but the tests writes to it', 'no'),
    {},
    'is too short to be a reason',
  ],
])('%s is refused', (_, text, files, reason) => {
  expect(report({ 'environment.yaml': text, ...files })[0]).toContain(reason);
});
