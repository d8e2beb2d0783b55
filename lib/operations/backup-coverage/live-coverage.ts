import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { resourceNames } from '../../../model/naming';
import { backupTag } from '../../../model/platform-tags';
import type { Backups, LiveVolume, RecoveryPoint } from './backups';
import { parseBackupStart, databaseArchives } from './database-archives';
import { qualifiedKind, qualifiedName, type Rendered } from '../../rendered';

/** Age of the newest copy of something in AWS; `not yet` if it is too new to have one. */
export interface LiveFinding {
  readonly verdict: 'fine' | 'not yet' | 'problem';
  readonly what: string;
  readonly says: string;
}

/** Hours after which the newest copy is too old: the interval, plus the window in which a copy may be made. */
const oldest = { hourly: 4, daily: 34, archive: 34, weekly: 7 * 24 + 34 } as const;
/** Hours after which the newest copy in the second region is too old; hourly copies are copied daily. */
const oldestCopy = { hourly: 48, daily: 48, archive: 48, weekly: 7 * 24 + 48 } as const;
const oldestBaseBackup = 30;
/** Days for which recovery points are read; older ones would be too old in any case. */
const daysAsked = 10;

type Class = keyof typeof oldest;
const isClass = (text: string): text is Class => text in oldest;

/**
 * Ages of the newest copies in AWS: of every EBS volume of the cluster, of the file system, of both in the second region, and of
 * every database. It also finds volumes that have no copy at all, for which no alarm exists.
 *
 * @throws AwsCallError when AWS does not answer.
 */
export async function liveCoverage(
  environment: Environment,
  { infraId, fileSystemId }: Partial<Facts>,
  rendered: Rendered,
  backups: Backups,
  now: Date,
): Promise<readonly LiveFinding[]> {
  const { account, region, backup } = environment;
  const names = resourceNames(environment);
  const since = new Date(now.getTime() - daysAsked * 24 * hour);
  const points = await backups.recoveryPoints(names.vault('backups'), region, since);
  const copies =
    'none' in backup.copies
      ? undefined
      : await backups.recoveryPoints(names.vault('backup-copies'), backup.copies.region, since);
  const ages = (arn: string, name: Class, createdAt: Date | undefined, what: string): readonly LiveFinding[] => [
    ageFinding(what, 'copy', newest(points, arn), oldest[name], createdAt, now),
    ...(copies === undefined
      ? []
      : [ageFinding(what, 'copy in the second region', newest(copies, arn), oldestCopy[name], createdAt, now)]),
  ];

  const volumes = infraId === undefined ? [] : await backups.volumes(infraId);
  const declared = new Map(
    rendered.objects
      .filter((object) => qualifiedKind(object) === '/PersistentVolumeClaim')
      .map((object) => [qualifiedName(object), object.metadata.labels[backupTag]]),
  );
  return [
    ...switchFindings(await backups.kindsSwitchedOn()),
    ...volumes.flatMap((volume) => {
      const wrong = tagFinding(volume, declared.get(volume.claim), environment.name);
      if (wrong !== undefined) return [wrong];
      const { backup: tag, arn, createdAt, claim } = volume;
      return tag !== undefined && isClass(tag) ? ages(arn, tag, createdAt, `volume of ${claim}`) : [];
    }),
    ...(fileSystemId === undefined
      ? []
      : ages(
          `arn:aws:elasticfilesystem:${region}:${account}:file-system/${fileSystemId}`,
          'daily',
          undefined,
          `file system ${fileSystemId}`,
        )),
    ...(await databaseFindings(rendered, backups, now)),
  ];
}

const hour = 3_600_000;

const newest = (points: readonly RecoveryPoint[], arn: string): Date | undefined =>
  latest(points.flatMap(({ of, createdAt }) => (of === arn ? [createdAt] : [])));

const latest = (dates: readonly Date[]): Date | undefined =>
  dates.reduce<Date | undefined>((last, date) => (last === undefined || date > last ? date : last), undefined);

function ageFinding(
  what: string,
  copy: string,
  last: Date | undefined,
  hours: number,
  createdAt: Date | undefined,
  now: Date,
): LiveFinding {
  const hoursOf = (date: Date) => Math.floor((now.getTime() - date.getTime()) / hour);
  if (last === undefined) {
    const young = createdAt !== undefined && hoursOf(createdAt) < hours;
    return { verdict: young ? 'not yet' : 'problem', what, says: `no ${copy}${young ? ', and is new' : ''}` };
  }
  const age = hoursOf(last);
  return {
    verdict: age > hours ? 'problem' : 'fine',
    what,
    says: `newest ${copy} is ${age} hours old${age > hours ? `, more than ${hours}` : ''}`,
  };
}

/** Finding for a volume whose tag differs from its claim's label: a volume keeps the tag that it was made with. */
function tagFinding(
  { backup, claim }: LiveVolume,
  declared: string | undefined,
  environment: string,
): LiveFinding | undefined {
  const known = backup !== undefined && (isClass(backup) || backup === 'none');
  if (known && (declared === undefined || declared === backup)) return undefined;
  const is = backup === undefined ? `has no tag ${backupTag}` : `is tagged ${backup}`;
  const should = declared === undefined ? 'which no plan selects' : `though its claim says ${declared}`;
  return {
    verdict: 'problem',
    what: `volume of ${claim}`,
    says: `${is}, ${should}: npm run commons -- volumes tune ${environment}`,
  };
}

const switchFindings = (kinds: readonly string[]): readonly LiveFinding[] =>
  ['EBS', 'EFS'].map((kind) =>
    kinds.includes(kind)
      ? { verdict: 'fine', what: `AWS Backup for ${kind}`, says: 'is switched on' }
      : {
          verdict: 'problem',
          what: `AWS Backup for ${kind}`,
          says: `is switched off: aws backup update-region-settings --resource-type-opt-in-preference ${kind}=true`,
        },
  );

async function databaseFindings(rendered: Rendered, backups: Backups, now: Date): Promise<readonly LiveFinding[]> {
  const findings: LiveFinding[] = [];
  for (const { database, bucket, prefix } of databaseArchives(rendered.objects)) {
    const folders = await backups.foldersBelow(bucket, prefix);
    const last = latest(folders.flatMap((folder) => parseBackupStart(folder) ?? []));
    findings.push(ageFinding(`database ${database}`, 'base backup', last, oldestBaseBackup, undefined, now));
  }
  return findings;
}
