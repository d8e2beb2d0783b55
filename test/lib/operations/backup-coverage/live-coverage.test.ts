import type { Backups, LiveVolume } from '../../../../lib/operations/backup-coverage/backups';
import { liveCoverage } from '../../../../lib/operations/backup-coverage/live-coverage';
import { load } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';
import { object, rendered } from './rendered-parts';

const loaded = load(fullEnvironment);
const environment = {
  ...loaded.environment,
  backup: { ...loaded.environment.backup, copies: { region: 'us-west-2' } },
};
const facts = { infraId: 'commons-x7k2p', fileSystemId: 'fs-0123456789abcdef0' };

const now = new Date('2027-01-31T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const disk = 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1';
const files = 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0';

interface Known {
  readonly volume?: Partial<LiveVolume>;
  /** Hours since the newest recovery point of the disk. */
  readonly copied?: number;
  readonly copiedFar?: number;
  readonly kinds?: readonly string[];
  readonly baseBackups?: readonly string[];
}

const backups = ({ volume, copied = 5, copiedFar = 6, kinds = ['EBS', 'EFS'], baseBackups = [] }: Known): Backups => ({
  kindsSwitchedOn: () => Promise.resolve(kinds),
  volumes: (infraId) =>
    Promise.resolve(
      infraId === 'commons-x7k2p'
        ? [{ arn: disk, claim: 'pad/data', backup: 'daily', createdAt: hoursAgo(9999), ...volume }]
        : [],
    ),
  recoveryPoints: (vault, region, since) =>
    Promise.resolve(
      [
        { of: disk, createdAt: hoursAgo(200) },
        { of: disk, createdAt: hoursAgo(vault === 'testing-backups' && region === 'us-east-1' ? copied : copiedFar) },
        { of: files, createdAt: hoursAgo(1) },
      ].filter(({ createdAt }) => createdAt >= since),
    ),
  foldersBelow: (bucket, prefix) =>
    Promise.resolve(`${bucket}/${prefix}` === 'archive/pad/notes/db/base/' ? baseBackups : []),
});

const claim = {
  ...object('v1', 'PersistentVolumeClaim', 'data'),
  metadata: { name: 'data', namespace: 'pad', labels: { 'commons-platform/backup': 'daily' } },
};

const problemsWith = async (known: Known, objects: readonly unknown[] = [claim]) =>
  (await liveCoverage(environment, facts, rendered(objects), backups(known), now)).flatMap(({ verdict, what, says }) =>
    verdict === 'fine' ? [] : [`${verdict}: ${what} ${says}`],
  );

const tune = 'npm run commons -- volumes tune testing';

test.each<[string, Known, readonly string[]]>([
  ['everything is copied', {}, []],
  ['a copy is too old', { copied: 35 }, ['problem: volume of pad/data newest copy is 35 hours old, more than 34']],
  [
    'the second copy is too old',
    { copiedFar: 49 },
    ['problem: volume of pad/data newest copy in the second region is 49 hours old, more than 48'],
  ],
  [
    'an hourly copy is five hours old',
    { volume: { backup: 'hourly', claim: 'pad/other' } },
    ['problem: volume of pad/other newest copy is 5 hours old, more than 4'],
  ],
  ['a weekly copy is seven days old', { volume: { backup: 'weekly', claim: 'pad/other' }, copied: 168 }, []],
  [
    'there is none',
    { copied: 999, copiedFar: 999, volume: { arn: `${disk}0` } },
    ['problem: volume of pad/data no copy', 'problem: volume of pad/data no copy in the second region'],
  ],
  [
    'there is none yet',
    { volume: { arn: `${disk}0`, createdAt: hoursAgo(20) } },
    [
      'not yet: volume of pad/data no copy, and is new',
      'not yet: volume of pad/data no copy in the second region, and is new',
    ],
  ],
  [
    'a disk has no tag',
    { volume: { backup: undefined } },
    [`problem: volume of pad/data has no tag commons-platform/backup, though its claim says daily: ${tune}`],
  ],
  [
    'a disk has a tag of no plan',
    { volume: { backup: 'yearly', claim: 'pad/other' } },
    [`problem: volume of pad/other is tagged yearly, which no plan selects: ${tune}`],
  ],
  [
    'a claim got another class later',
    { volume: { backup: 'none' } },
    [`problem: volume of pad/data is tagged none, though its claim says daily: ${tune}`],
  ],
  ['a disk is not to be copied', { volume: { backup: 'none', claim: 'pad/other' }, copied: 999 }, []],
  [
    'AWS Backup is off for disks',
    { kinds: ['EFS'] },
    [
      'problem: AWS Backup for EBS is switched off: aws backup update-region-settings --resource-type-opt-in-preference EBS=true',
    ],
  ],
])('when %s', async (_, known, findings) => {
  expect(await problemsWith(known)).toEqual(findings);
});

const database = [
  object('postgresql.cnpg.io/v1', 'Cluster', 'db', { plugins: [{ parameters: { barmanObjectName: 'db' } }] }),
  object('barmancloud.cnpg.io/v1', 'ObjectStore', 'db', {
    configuration: { destinationPath: 's3://archive/pad/notes' },
  }),
];

test.each([
  [['20270129T024200', '20270131T024200'], []],
  [['20270129T024200', 'manual'], ['problem: database team/db newest base backup is 57 hours old, more than 30']],
  [[], ['problem: database team/db no base backup']],
])('with the base backups %p of a database', async (baseBackups, findings) => {
  expect(await problemsWith({ baseBackups }, database)).toEqual(findings);
});
