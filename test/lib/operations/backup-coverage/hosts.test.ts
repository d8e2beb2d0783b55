import { join } from 'node:path';
import { readRendered } from '../../../../bin/rendered-files';
import { coverage } from '../../../../lib/operations/backup-coverage/coverage';
import { resourceSubject } from '../../../../lib/review/subjects';
import { fixtureHome } from '../../../support/fixture-home';

const rendered = readRendered(join(fixtureHome.rendered, 'production'));

test('disks of hosts and the system of one that is kept are copied, each as its tag says', () => {
  const found = coverage(rendered).filter(({ kind }) => kind === 'disk' || kind === 'system');
  expect(
    found.map(({ kind, name, fate }) => [kind, name, 'protection' in fate ? fate.protection.howOften : fate]),
  ).toEqual([
    ['disk', expect.stringMatching(/^production-machines HostMirrorADiskArchives/), 'weekly'],
    ['system', 'of production-host-tunnel-b', 'daily, weekly'],
  ]);
  for (const { fate } of found) {
    expect(fate).toMatchObject({ protection: { by: 'AWS Backup', restore: 'restore-a-disk-of-a-host' } });
  }
});

test('a review calls what a host has by the name of its machine', () => {
  const subjects = rendered.resources
    .filter(({ stack }) => stack === 'production-machines')
    .map(({ stack, logicalId, resource }) =>
      resourceSubject({ type: resource.Type, stack, logicalId, before: undefined, after: resource }),
    );
  expect(subjects).toEqual(
    expect.arrayContaining([
      'disk production-host-mirror-a-archives',
      'network interface production-host-mirror-a',
      'machine production-host-tunnel-b',
      'auto scaling group production-host-mirror-a',
    ]),
  );
});
