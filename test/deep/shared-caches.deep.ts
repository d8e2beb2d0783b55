import { z } from 'zod';
import { cacheAccess } from '../../constructs/caches/cache-access';
import { keyPrefix } from '../../model/shared-caches';
import { RealValkey, type Login } from './support/valkey';

const wiki = {
  user: 'wiki',
  password: 'the password of the wiki',
  prefix: keyPrefix({ tenant: 'wiki', service: 'web' }),
};
const forum = { user: 'forum', password: 'another password', prefix: keyPrefix({ tenant: 'forum', service: 'web' }) };
const nameless = { user: 'default', password: 'the password of nobody' };
/** Who sets it up, as AWS does. */
const aws = { user: 'aws', password: 'only here' };

let valkey: RealValkey;

const setUser = ({ user, password }: Login, access: string, as?: Login): string =>
  valkey.says(as, 'ACL', 'SETUSER', user, 'reset', `>${password}`, ...access.split(' '));

beforeAll(async () => {
  valkey = await RealValkey.start();
  expect(setUser(aws, 'on ~* &* +@all')).toBe('OK');
  for (const user of [wiki, forum]) expect(setUser(user, cacheAccess.below(user.prefix), aws)).toBe('OK');
  expect(setUser(nameless, cacheAccess.none, aws)).toBe('OK');
  expect(valkey.says(wiki, 'SET', 'wiki:web:session:ada', 'mine')).toBe('OK');
  expect(valkey.says(forum, 'SET', 'forum:web:session:bo', 'theirs')).toBe('OK');
  expect(valkey.saysIn(1, forum, 'SET', 'forum:web:session:cy', 'theirs too')).toBe('OK');
}, 300_000);

afterAll(() => valkey.stop());

test.each<[string, readonly string[], string]>([
  ['reads and writes', ['GET', 'wiki:web:session:ada'], 'mine'],
  ['gives keys an end', ['SET', 'wiki:web:lock', 'x', 'EX', '60', 'NX'], 'OK'],
  ['counts', ['INCR', 'wiki:web:count'], '1'],
  ['queues', ['LPUSH', 'wiki:web:queue', 'job'], '1'],
  ['waits for a job', ['BRPOP', 'wiki:web:queue', '1'], 'wiki:web:queue\njob'],
  ['keeps streams', ['XADD', 'wiki:web:stream', '1-1', 'field', 'value'], '1-1'],
  ['runs scripts', ['EVAL', "return server.call('GET', KEYS[1])", '1', 'wiki:web:session:ada'], 'mine'],
  ['asks for the time in a script', ['EVAL', "return #server.call('TIME')", '0'], '2'],
  ['loads scripts', ['SCRIPT', 'LOAD', 'return 1'], 'e0e1f9fabfc9d4800c877a703b823ac0578ff8db'],
  ['publishes', ['PUBLISH', 'wiki:web:news', 'hello'], '0'],
  ['says what it is called', ['CLIENT', 'SETNAME', 'wiki-1'], 'OK'],
  ['says which library it is', ['CLIENT', 'SETINFO', 'LIB-NAME', 'some'], 'OK'],
])('a user of its own %s', (_, command, answer) => {
  expect(valkey.says(wiki, ...command)).toBe(answer);
});

test('a user of its own asks for the version when it connects', () => {
  expect(valkey.says(wiki, 'INFO', 'server')).toContain('valkey_version:');
  expect(valkey.says(wiki, 'HELLO', '3')).toContain('proto');
});

test.each<[string, readonly string[]]>([
  ['reads another’s key', ['GET', 'forum:web:session:bo']],
  ['writes it', ['SET', 'forum:web:session:bo', 'stolen']],
  ['deletes it', ['DEL', 'forum:web:session:bo']],
  ['asks whether it is there', ['EXISTS', 'forum:web:session:bo']],
  ['asks how it is kept', ['OBJECT', 'ENCODING', 'forum:web:session:bo']],
  ['asks how large it is', ['MEMORY', 'USAGE', 'forum:web:session:bo']],
  ['copies it', ['COPY', 'forum:web:session:bo', 'wiki:web:copy']],
  ['moves its own in its place', ['RENAME', 'wiki:web:session:ada', 'forum:web:session:bo']],
  ['dumps it', ['DUMP', 'forum:web:session:bo']],
  ['sends it elsewhere', ['MIGRATE', '192.0.2.1', '6379', 'forum:web:session:bo', '0', '100']],
  ['reads it among others', ['MGET', 'wiki:web:session:ada', 'forum:web:session:bo']],
  ['joins it with its own', ['SUNIONSTORE', 'wiki:web:set', 'forum:web:set']],
  ['sorts by it', ['SORT', 'wiki:web:list', 'BY', 'forum:web:*']],
  ['reads it in a script', ['EVAL', "return server.call('GET', 'forum:web:session:bo')", '0']],
  [
    'reads it in a script that hides its name',
    ['EVAL', "return server.pcall('GET', ARGV[1])", '0', 'forum:web:session:bo'],
  ],
  ['lists keys', ['KEYS', '*']],
  ['lists its own keys by what all keys are listed with', ['KEYS', 'wiki:web:*']],
  ['goes through keys', ['SCAN', '0']],
  ['goes through keys in a script', ['EVAL', "return server.call('SCAN', '0')", '0']],
  ['asks for any key', ['RANDOMKEY']],
  ['follows what others change', ['CLIENT', 'TRACKING', 'ON', 'BCAST']],
  ['watches what others say', ['MONITOR']],
  ['empties the cache', ['FLUSHALL']],
  ['empties its database', ['FLUSHDB']],
  ['exchanges databases', ['SWAPDB', '0', '1']],
  ['moves a key that is not its own to another database', ['MOVE', 'forum:web:session:bo', '1']],
  ['reads settings', ['CONFIG', 'GET', '*']],
  ['changes settings', ['CONFIG', 'SET', 'maxmemory', '1']],
  ['lists users', ['ACL', 'LIST']],
  ['gives itself more', ['ACL', 'SETUSER', 'wiki', '+@all', '~*']],
  ['lists clients', ['CLIENT', 'LIST']],
  ['ends clients', ['CLIENT', 'KILL', 'TYPE', 'normal']],
  ['holds clients up', ['CLIENT', 'PAUSE', '1']],
  ['changes functions that others call', ['FUNCTION', 'FLUSH']],
  ['reads functions of others', ['FUNCTION', 'DUMP']],
  ['throws away scripts of others', ['SCRIPT', 'FLUSH']],
  ['reads scripts of others', ['SCRIPT', 'SHOW', 'e0e1f9fabfc9d4800c877a703b823ac0578ff8db']],
  ['ends scripts of others', ['SCRIPT', 'KILL']],
  ['listens to another’s channel', ['SUBSCRIBE', 'forum:web:news']],
  ['listens to all channels', ['PSUBSCRIBE', '*']],
  ['listens to what happens to keys', ['PSUBSCRIBE', '__keyspace@0__:*']],
  ['speaks on another’s channel', ['PUBLISH', 'forum:web:news', 'lies']],
  ['lists channels', ['PUBSUB', 'CHANNELS']],
  ['reads slow commands of others', ['SLOWLOG', 'GET']],
  ['stops it', ['SHUTDOWN', 'NOSAVE']],
  ['makes it copy another', ['REPLICAOF', '192.0.2.1', '6379']],
])('a user that %s is refused', (_, command) => {
  expect(valkey.says(wiki, ...command)).toMatch(/NOPERM|ACL failure/);
  expect(valkey.says(forum, 'GET', 'forum:web:session:bo')).toBe('theirs');
});

test('another database changes nothing', () => {
  expect(valkey.saysIn(1, wiki, 'GET', 'forum:web:session:cy')).toMatch(/^NOPERM/);
  expect(valkey.saysIn(1, wiki, 'SCAN', '0')).toMatch(/^NOPERM/);
});

test('whoever names no user, or has another’s password, is nobody', () => {
  expect(valkey.says(undefined, 'GET', 'wiki:web:session:ada')).toMatch(/^NOAUTH/);
  expect(valkey.says(nameless, 'GET', 'wiki:web:session:ada')).toMatch(/WRONGPASS|NOAUTH/);
  expect(valkey.says({ ...forum, password: wiki.password }, 'GET', 'forum:web:session:bo')).toMatch(/WRONGPASS|NOAUTH/);
});

const commandSchema = z.tuple([z.string(), z.number(), z.array(z.string())]).rest(z.unknown());

/** Commands without keys that a user may give: no pattern holds these, so each was looked at. */
const looked: readonly string[] = [
  // About the connection itself, or nothing.
  'auth',
  'hello',
  'ping',
  'echo',
  'quit',
  'reset',
  'select',
  'wait',
  'waitaof',
  'time',
  'lolwut',
  'readonly',
  'readwrite',
  'client|getname',
  'client|id',
  'client|info',
  'client|reply',
  'client|setinfo',
  'client|setname',
  'asking',
  'multi',
  'exec',
  'discard',
  'unwatch',
  // What each program of this kind can do, and figures of all together.
  'command',
  'command|count',
  'command|docs',
  'command|getkeys',
  'command|getkeysandflags',
  'command|help',
  'command|info',
  'command|list',
  'info',
  // Whose channels are held by patterns of their own.
  'publish',
  'spublish',
  'subscribe',
  'psubscribe',
  'ssubscribe',
  'unsubscribe',
  'punsubscribe',
  'sunsubscribe',
  // Whoever knows the digest of a script has the script.
  'script|load',
  'script|exists',
];

/** A command or its subcommand, with how many words it has at least. */
function commandsOf(
  raw: unknown,
): readonly { readonly name: string; readonly words: number; readonly keys: boolean }[] {
  const command = commandSchema.parse(raw);
  const [specifications, subcommands] = [
    z.array(z.unknown()).parse(command[8]),
    z.array(z.unknown()).parse(command[9]),
  ];
  return subcommands.length > 0
    ? subcommands.flatMap(commandsOf)
    : [{ name: command[0], words: Math.abs(command[1]), keys: specifications.length > 0 }];
}

test('no other command without keys is allowed, of all that Valkey has', () => {
  const all = z
    .array(z.unknown())
    .parse(JSON.parse(valkey.says(aws, '--json', 'COMMAND')))
    .flatMap(commandsOf);
  expect(all.length).toBeGreaterThan(300);
  const allowed = all
    .filter(({ keys }) => !keys)
    .filter(({ name, words }) => {
      const command = name.split('|');
      const rest = Array.from({ length: Math.max(0, words - command.length) }, () => 'wiki:web:0');
      const answer = valkey.says(aws, 'ACL', 'DRYRUN', 'wiki', ...command, ...rest);
      return !answer.includes('has no permissions to run');
    })
    .map(({ name }) => name);
  expect(allowed.filter((name) => !looked.includes(name))).toEqual([]);
});
