import { cacheAccess } from '../../../constructs/caches/cache-access';
import { cacheUsersRule } from '../../../lib/verify/cache-users';
import { renderedFiles } from './rendered-files';

const password = (secret: string) => ({
  Type: 'password',
  Passwords: [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secret }, ':SecretString}}']] }],
});
const user = (name: string, AccessString: string, more: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::ElastiCache::User',
  Properties: {
    UserId: `choir-${name}`,
    UserName: name,
    AccessString,
    AuthenticationMode: password(`Secret${name}`),
    ...more,
  },
});
const cache = (properties: Readonly<Record<string, unknown>> = { UserGroupIds: [{ Ref: 'Group' }] }) => ({
  Type: 'AWS::ElastiCache::ReplicationGroup',
  Properties: { ReplicationGroupId: 'choir-songs', ...properties },
});
const group = (...ids: readonly string[]) => ({
  Type: 'AWS::ElastiCache::UserGroup',
  Properties: { UserGroupId: 'choir-songs', UserIds: ids.map((Ref) => ({ Ref })) },
});

const nobody = user('default', cacheAccess.none);
const altos = user('altos', cacheAccess.below('altos:songs:'));

/** The reasons for a cache with these users. */
const reasons = (users: Readonly<Record<string, unknown>>, properties?: Readonly<Record<string, unknown>>) =>
  cacheUsersRule
    .findings(renderedFiles({}, { Cache: cache(properties), Group: group(...Object.keys(users)), ...users }))
    .map(({ reason }) => reason);

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['one alone', { Default: user('default', cacheAccess.whole) }],
  ['nobody yet', { Default: nobody }],
  ['two prefixes', { Default: nobody, Altos: altos, Basses: user('basses', cacheAccess.below('basses:songs:')) }],
  ['a tenant whose name begins another’s', { Altos: altos, Al: user('al', cacheAccess.below('al:songs:')) }],
])('a cache of %s is taken', (_, users) => {
  expect(reasons(users)).toEqual([]);
});

test('one whose users are nobody is found', () => {
  expect(reasons({ Default: nobody }, { AuthToken: 'x' })).toEqual(['has no users with passwords of their own']);
  expect(reasons({ Default: nobody }, {})).toEqual(['has no users with passwords of their own']);
});

const same = /^choir-other and choir-altos may have the same /;

test.each<[string, string, RegExp]>([
  ['all keys', 'on ~* -@all', /same keys$/],
  ['all keys by another word', 'on allkeys -@all', /same keys$/],
  ['keys that begin alike', 'on ~altos:* -@all', /same keys$/],
  ['keys below another’s', 'on ~altos:songs:drafts:* -@all', /same keys$/],
  ['another’s keys to read', 'on ~other:* %R~altos:songs:* -@all', /same keys$/],
  ['a pattern in the middle', 'on ~alt*s:songs:* -@all', /same keys$/],
  ['a set of letters', 'on ~[ab]ltos:songs:* -@all', /same keys$/],
  ['all channels', 'on ~other:* &* -@all', /same channels$/],
  ['both', 'on ~* &* +@all', /same keys and channels$/],
])('a second user with %s is found', (_, access, which) => {
  const found = reasons({ Altos: altos, Other: user('other', access) });
  expect(found[0]).toMatch(same);
  expect(found[0]).toMatch(which);
});

test.each([
  ['all commands', '+@all'],
  ['all but the dangerous ones', '-@all +@all -@dangerous'],
  ['the default of Valkey', ''],
  ['names of all keys', cacheAccess.below('').replace(' -scan', '').replace('on ~* &* ', '')],
  ['broadcasts of changed keys', cacheAccess.below('').replace(' -client', ' +client').replace('on ~* &* ', '')],
  ['functions of all', cacheAccess.below('').replace(' -function', '').replace('on ~* &* ', '')],
])('a second user with %s is found', (_, commands) => {
  const found = reasons({ Altos: altos, Other: user('other', `on ~other:* &other:* ${commands}`.trim()) });
  expect(found).toEqual([expect.stringMatching(/^choir-other has commands that reach other keys/)]);
});

test('two users of one id are found', () => {
  const other = user('other', cacheAccess.below('other:'), { UserId: 'choir-altos' });
  expect(reasons({ Altos: altos, Other: other })).toEqual(['another user has the id choir-altos already']);
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['of another', { AuthenticationMode: password('Secretaltos') }, 'choir-other has the password of choir-altos'],
  ['that is none', { AuthenticationMode: { Type: 'no-password-required' } }, 'choir-other has no password'],
  ['that is not asked for', { NoPasswordRequired: true }, 'choir-other has no password'],
  [
    'in the template',
    { AuthenticationMode: { Type: 'password', Passwords: ['a-password-of-somebody'] } },
    'the password of choir-other is in the template',
  ],
])('a user with a password %s is found', (_, more, reason) => {
  expect(reasons({ Altos: altos, Other: user('other', cacheAccess.below('other:'), more) })).toEqual([reason]);
});
