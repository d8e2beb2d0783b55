import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Valkey, type ValkeyProps } from '../../cdk8s/base/caches/valkey';
import { byName, objectsOf } from '../support/charts';
import { changed } from '../support/environment-folder';
import { RealValkey } from './support/valkey';

/** A real Valkey with the settings that are rendered for a cache, killed as a machine that lost its power. */

const props: ValkeyProps = {
  name: 'forum-cache',
  memoryMiB: 64,
  eviction: 'none',
  password: { secret: 'forum-cache', key: 'password' },
  clients: { 'app.kubernetes.io/name': 'forum' },
};

const disk = mkdtempSync(join(tmpdir(), 'commons-kept-cache-'));
afterAll(() => rmSync(disk, { recursive: true }));

/** The rendered settings as a file, with a folder of this machine in place of that in the pod. */
function settings(keep: ValkeyProps['keep']): string {
  const objects = objectsOf((chart) => new Valkey(chart, 'cache', { ...props, keep }));
  const { data } = z
    .object({ data: z.object({ 'valkey.conf': z.string() }) })
    .parse(byName(objects, 'ConfigMap')['forum-cache']);
  const file = join(disk, 'valkey.conf');
  const folder = keep === undefined ? '/run/valkey' : '/var/lib/valkey';
  writeFileSync(file, changed(data['valkey.conf'], `dir ${folder}\n`, `dir ${disk}\n`));
  return file;
}

/** What a cache says of an entry that was there before it was killed and started again. */
async function afterDeath(keep: ValkeyProps['keep']): Promise<string> {
  const file = settings(keep);
  const first = await RealValkey.start([file]);
  expect(first.says(undefined, 'SET', 'queue', 'job')).toBe('OK');
  // What it may lose is the last second.
  await pause(1500);
  await first.stop();
  const second = await RealValkey.start([file]);
  try {
    return second.says(undefined, 'GET', 'queue');
  } finally {
    await second.stop();
  }
}

test('a cache that keeps its entries has them after it was killed', async () => {
  expect(await afterDeath({ sizeGiB: 1, backup: 'daily' })).toBe('job');
});

test('one that does not has none', async () => {
  expect(await afterDeath(undefined)).toBe('');
});
