import { changeKind } from '../change-kind';
import type { ObjectChange, ResourceChange } from '../changes';
import { pathText, type Difference } from '../difference';
import { targetsAt, type ReviewRule } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';

/** Copies of data that are kept for a shorter time. */
export const shorterBackupsRule: ReviewRule = {
  id: 'shorter-backups',
  finds: 'backups that are kept for fewer days, and objects of a bucket that are deleted by their age',
  class: 'loses-data',
  why: 'Backups older than the new retention are deleted at the next run, permanently.',
  remedy: 'Keep the retention, or copy what has to stay elsewhere before this is delivered.',
  dangerous: pair('365d', '7d'),
  harmless: pair('30d', '90d'),
  findings: ({ objects, resources }) => [
    ...objects.flatMap((change) =>
      shortened(change).map((difference) => ({
        class: 'loses-data' as const,
        layer: 'cluster' as const,
        subject: `backups of ${objectSubject(change).replace(/^\S+ /, '')}`,
        what: sentence(difference),
        targets: targetsAt(change, [difference]),
      })),
    ),
    ...resources.flatMap((change) =>
      shortened(change).map((difference) => ({
        class: 'loses-data' as const,
        layer: 'aws' as const,
        subject: resourceSubject(change),
        what: sentence(difference),
        targets: targetsAt(change, [difference]),
      })),
    ),
  ],
};

/** Where a kind or type says how long copies are kept: the end of the path of the field. */
const fields: Readonly<Record<string, RegExp>> = {
  'barmancloud.cnpg.io/ObjectStore': /^spec\.retentionPolicy$/,
  'postgres-operator.crunchydata.com/PostgresCluster': /repo\d-retention-full$/,
  'velero.io/Schedule': /^spec\.template\.ttl$/,
  'AWS::Backup::BackupPlan': /DeleteAfterDays$/,
  'AWS::Backup::BackupVault': /MinRetentionDays$/,
  'AWS::S3::Bucket': /NoncurrentDays$|ExpirationInDays$|DefaultRetention\.(Days|Years)$/,
};

/** Differences by which copies are kept for a shorter time. A time that is gone is as long as a copy lives: nothing is deleted. */
function shortened(change: ObjectChange | ResourceChange): readonly Difference[] {
  const field = fields[changeKind(change)];
  if (field === undefined) return [];
  return change.differences.flatMap(expirations).filter(({ path, before, after }) => {
    const [one, other] = [hours(before), hours(after)];
    return (
      field.test(pathText(path)) && other !== undefined && (one === undefined ? before === undefined : other < one)
    );
  });
}

/** A new rule for the life of a bucket’s objects as the times in it, the shortest first: objects were kept for ever. */
function expirations(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  const text = pathText(path);
  if (before !== undefined || !/\.LifecycleConfiguration(\.Rules(\[[^\]]*\])?)?$/.test(text)) return [difference];
  const times = [...JSON.stringify(after).matchAll(/"(ExpirationInDays|NoncurrentDays)":(\d+)/g)];
  return times
    .map(([, key = '', days]): Difference => ({ path: [...path, key], before, after: Number(days) }))
    .toSorted((one, other) => Number(one.after) - Number(other.after))
    .slice(0, 1);
}

/** Hours of a time as Barman, Velero and CloudFormation write it: `30d`, `720h0m0s`, or days as a number. */
function hours(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 24;
  if (typeof value !== 'string') return undefined;
  const [, count, unit] = /^(\d+)([dwmh]?)/.exec(value) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * { d: 24, w: 168, m: 720, h: 1, '': 24 }[unit as 'd' | 'w' | 'm' | 'h' | ''];
}

const sentence = ({ before, after }: Difference): string =>
  `are kept for ${time(after)} in place of ${before === undefined ? 'for ever' : time(before)}`;

function time(value: unknown): string {
  const all = hours(value) ?? 0;
  return all % 24 === 0 ? `${all / 24} days` : `${all} hours`;
}

function pair(before: string, after: string): ReviewRule['dangerous'] {
  const file = (policy: string) => ({
    'cluster/elections/ballots.yaml': `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata:
  name: ballots-db
  namespace: elections
spec:
  retentionPolicy: ${policy}
`,
  });
  return { before: file(before), after: file(after) };
}
