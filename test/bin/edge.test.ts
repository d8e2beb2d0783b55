import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { changed, minimalEnvironment, report } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const cdn = "cdn: { none: 'Nobody but the tests knows this environment' }";
const home = new TemporaryHome({
  testing: {},
  cdn: {
    'environment.yaml': changed(
      minimalEnvironment,
      cdn,
      'cdn: { canonicalName: c.cdn.example, ranges: { ipv4: [192.0.2.0/24] } }',
    ),
  },
});
afterAll(() => home.remove());

test('what is wrong with a denial is told at once, before anything is called', async () => {
  const said = ['--because', 'too short', '--until', '2020-01-31', '--neighbours', 'some', '--my-address', 'me'];
  const { code, stderr } = await home.commons('edge', 'deny', 'testing', '203.0.113', ...said);
  expect(code).toBe(1);
  expect(stderr.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
    '--because:1:1 is too short to be a reason',
    '--until:1:1 2020-01-31 is in the past',
    '--neighbours:1:1 is not a number',
    'edge deny:1:1 203.0.113 is not an address or a block',
    '--my-address:1:1 me is not an address or a block',
    '',
  ]);
  expect(stderr).toContain('--because:1:1 is too short to be a reason\n    say in a sentence what they did\n');
  expect(home.files('environments', 'testing')['environment.yaml']).toBe(minimalEnvironment);
});

test('the CDN that the remedy of a refresh shows is one that an environment can have', () => {
  const said = 'cdn: { canonicalName: cdn.example, ranges: { from: fastly, ipv4: [192.0.2.0/24] } }';
  expect(report({ 'environment.yaml': changed(minimalEnvironment, cdn, said) })).toEqual([]);
});

test('the worst callers of packed logs, and their addresses alone', async () => {
  const line = (caller: string) =>
    `2 111122223333 eni-0a1b2c3d4e5f ${caller} 10.0.1.5 51000 443 6 10 840 1795000000 1795000060 ACCEPT OK\n`;
  const log = [line('203.0.112.7').repeat(3), line('198.51.100.9'), 'no line of a log\n'].join('');
  writeFileSync(home.path('flows.log.gz'), gzipSync(log));
  writeFileSync(home.path('other.log'), 'GET /\n');

  const { code, stdout, stderr } = await home.run('commons', ['edge', 'who', 'testing', 'flows.log.gz']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      'network          callers  requests  bytes  refused  what can be done',
      '203.0.112.0/24         1         3   2520        0  can be denied',
      '198.51.100.0/24        1         1    840        0  can be denied',
      '',
      '4 calls by 2 callers',
      '1 lines were of no known format',
      '',
    ].join('\n'),
  );
  const alone = await home.run('commons', ['edge', 'who', 'testing', 'flows.log.gz', '--addresses', '--at-least', '2']);
  expect(alone).toMatchObject({ code: 0, stdout: '203.0.112.7/32\n' });

  const other = await home.run('commons', ['edge', 'who', 'testing', 'other.log']);
  expect(other).toMatchObject({ code: 1, stdout: '' });
  expect(other.stderr).toMatch('other.log:1:1 names no caller; 1 lines unread');
  expect((await home.run('commons', ['edge', 'who', 'testing', 'none.log'])).code).toBe(1);
});

test.each([
  [
    'testing',
    '20:8 edge.cdn: says that there is no CDN\n    there is nothing to do; if there is a CDN, write cdn: { canonicalName: <name at the CDN>, ranges: { from: <source>, ipv4: [<block>] } } with the source',
  ],
  ['cdn', '20:48 edge.cdn.ranges: does not say where the CDN publishes its ranges\n    write from: with'],
])('ranges of no known source are not refreshed: %s', async (name, said) => {
  const { code, stderr } = await home.commons('edge', 'refresh', name, '--yes');
  expect(code).toBe(1);
  expect(stderr).toBe(
    `environments/${name}/environment.yaml:${said} one of fastly, cloudflare, or { url: <address of a list> }\n`,
  );
});
