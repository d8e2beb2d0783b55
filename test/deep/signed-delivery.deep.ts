import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPublicKey } from '../../model/openpgp/public-key';
import { runbookCommands } from '../support/runbook';

/** The runbook's steps, typed as they stand there, with the real Git and the real GnuPG. */
const commandsOf = (section: string): string => runbookCommands(section, 'testing').join('\n');

const folder = mkdtempSync(join(tmpdir(), 'commons-delivery-'));
const [clone, programs, keyring] = ['clone', 'programs', 'gnupg'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const variables = {
  PATH: `${programs}:${process.env.PATH ?? ''}`,
  HOME: folder,
  GNUPGHOME: keyring,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_MERGE_AUTOEDIT: 'no',
  TZ: 'UTC',
};
const run = (program: string, ...args: readonly string[]) =>
  execFileSync(program, args, { cwd: clone, env: variables, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const type = (commands: string) => run('bash', '-euo', 'pipefail', '-c', commands);

function makeKey(address: string): string {
  const unasked = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', ''];
  run('gpg', ...unasked, '--quick-generate-key', address, 'ed25519', 'cert', '1y');
  const [fingerprint = ''] = fingerprints(address);
  run('gpg', ...unasked, '--quick-add-key', fingerprint, 'ed25519', 'sign', '1y');
  return fingerprint;
}

/** Those of the key and its subkeys, in order. */
const fingerprints = (address: string): readonly string[] =>
  [...run('gpg', '--with-colons', '--list-keys', address).matchAll(/^fpr:+([0-9A-F]{40}):/gm)].map(
    ([, each = '']) => each,
  );

const read = (address: string) => {
  const key = readPublicKey(run('gpg', '--armor', '--export', address));
  if ('reason' in key) throw new Error(key.reason);
  return key;
};

beforeAll(() => {
  for (const each of [clone, programs]) mkdirSync(each);
  mkdirSync(keyring, { mode: 0o700 });
  for (const remote of ['origin', 'mirror'])
    run('git', 'init', '--quiet', '--bare', '-b', 'main', join(folder, remote));
  run('git', 'init', '--quiet', '-b', 'main');
  makeKey('ada@commons.example');
  makeKey('gitlab@commons.example');
  run('git', 'config', 'user.name', 'Ada');
  run('git', 'config', 'user.email', 'ada@commons.example');
  run('git', 'config', 'user.signingkey', `${fingerprints('ada@commons.example')[1] ?? ''}!`);
  for (const remote of ['origin', 'mirror']) run('git', 'remote', 'add', remote, join(folder, remote));
  for (const each of [
    'environments/testing',
    'rendered/testing/cluster/delivery',
    'rendered/testing/cluster/applications',
  ]) {
    mkdirSync(join(clone, each), { recursive: true });
    writeFileSync(join(clone, each, 'root.yaml'), 'follow: url\n');
  }
  type('git add . && git commit -qm first && git push -q origin main');
  type('git switch -qc delivered && git commit -q --allow-empty --gpg-sign -m Deliver && git push -q origin delivered');
  writeFileSync(
    join(programs, 'npm'),
    '#!/bin/sh\necho "follow: mirror" > rendered/testing/cluster/delivery/root.yaml\n',
    { mode: 0o755 },
  );
  writeFileSync(
    join(programs, 'oc'),
    '#!/bin/sh\nfor file in "$@"; do case $file in rendered/*) cat "$file" 2>/dev/null || ls "$file" ;; esac; done\n',
    { mode: 0o755 },
  );
}, 60_000);
afterAll(() => {
  spawnSync('gpgconf', ['--kill', 'all'], { env: variables });
  rmSync(folder, { recursive: true, force: true });
});

/** The id of the key by which GnuPG finds the newest commit of a branch well signed, as Argo CD asks it. */
function signer(branch: string): string | undefined {
  const { stderr } = spawnSync('git', ['verify-commit', '--raw', branch], {
    cwd: clone,
    env: variables,
    encoding: 'utf8',
  });
  return /\[GNUPG:\] VALIDSIG [0-9A-F]{24}([0-9A-F]{16})/.exec(stderr)?.[1];
}

test('ids of keys are those that GnuPG gives them', () => {
  const [key = '', subkey = ''] = fingerprints('ada@commons.example');
  expect(read('ada@commons.example')).toMatchObject({
    id: key.slice(-16),
    signingIds: [subkey.slice(-16)],
    signingFingerprints: [subkey],
  });
  expect(read('ada@commons.example').expires).toBeGreaterThan(0);
});

test('what the runbook has an engineer type is signed by a key that Argo CD is given, with all that was merged', () => {
  type(
    'git switch -q main && echo merged > merged && git add merged && git commit -qm merged && git push -q origin main',
  );
  type(commandsOf('Deliver'));
  run('git', 'fetch', '-q', 'origin');
  expect(read('ada@commons.example').signingIds).toContain(signer('origin/delivered'));
  expect(run('git', 'diff', 'origin/main', 'origin/delivered')).toBe('');
});

test('what GitLab merges carries no such signature, nor does what it signs', () => {
  const { signingIds } = read('ada@commons.example');
  type('git switch -q --detach delivered && git commit -q --allow-empty -m merged');
  expect(signer('HEAD')).toBeUndefined();
  const [, own = ''] = fingerprints('gitlab@commons.example');
  type(`git -c user.signingkey=${own}! commit -q --allow-empty --gpg-sign -m merged`);
  expect(signer('HEAD')).toBe(own.slice(-16));
  expect(signingIds).not.toContain(signer('HEAD'));
});

test('with the repository gone, the mirror gets both branches, the signed one with what follows it', () => {
  type('git switch -q main && echo later > not-yet && git add not-yet && git commit -qm later');
  renameSync(join(folder, 'origin'), join(folder, 'origin-down'));
  const applied = type(commandsOf('Deliver while GitLab is down'));
  expect(applied).toContain('follow: mirror');
  run('git', 'fetch', '-q', 'mirror');
  expect(read('ada@commons.example').signingIds).toContain(signer('mirror/delivered'));
  expect(run('git', 'show', 'mirror/delivered:rendered/testing/cluster/delivery/root.yaml')).toBe('follow: mirror\n');
  // What is merged and not delivered stays so.
  expect(run('git', 'rev-parse', 'mirror/main')).toBe(run('git', 'rev-parse', 'main'));
  expect(run('git', 'show', 'mirror/main:rendered/testing/cluster/delivery/root.yaml')).toBe('follow: url\n');
  expect(spawnSync('git', ['show', 'mirror/delivered:not-yet'], { cwd: clone, env: variables }).status).not.toBe(0);
});
