import { changeKind } from '../change-kind';
import type { ObjectChange, ResourceChange } from '../changes';
import { exampleManifest } from '../example-files';
import { pathText, type Difference } from '../difference';
import { objectsOfKinds } from '../objects-of-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { targetsAt, type ReviewRule } from '../review-rule';
import { scheduleRuns } from '../schedule-runs';
import { objectSubject, resourceSubject } from '../subjects';

/** Copies of data in the cluster that are no longer made. */
export const fewerCopiesRule: ReviewRule = {
  id: 'fewer-copies',
  finds: 'a backup schedule that is removed, paused or runs less often, or fewer instances of a database',
  class: 'weakens',
  why: 'The data still exists, but there is no new backup to restore it from, or no second instance to fail over to.',
  remedy: 'Keep the schedule and the instances, or say in the change from what the data could be restored.',
  dangerous: { before: schedule(false), after: schedule(true) },
  harmless: { before: schedule(true), after: schedule(false) },
  findings: ({ objects, resources, after }) => [
    ...resources.flatMap((change) =>
      rarer(change).map(({ what, difference }) => ({
        class: 'weakens' as const,
        layer: 'aws' as const,
        subject: resourceSubject(change),
        what,
        targets: targetsAt(change, [difference]),
      })),
    ),
    ...objects.flatMap((change) => {
      const common = { class: 'weakens' as const, layer: 'cluster' as const, subject: objectSubject(change) };
      if (change.after === undefined) {
        return change.kind === 'velero.io/Schedule' ||
          (change.kind === 'postgresql.cnpg.io/ScheduledBackup' && isDataThere(change, after))
          ? [{ ...common, what: 'no longer makes backups', targets: [{ change }] }]
          : [];
      }
      const seldom = rarer(change).map(({ what, difference }) => ({
        ...common,
        what,
        targets: targetsAt(change, [difference]),
      }));
      const changed = change.differences.flatMap((difference) => {
        const text = pathText(difference.path);
        const paused = pausing[change.kind]?.test(text) === true && difference.after === true;
        const fewer =
          replicated[change.kind]?.test(text) === true && Number(difference.after) < Number(difference.before);
        const what = paused
          ? 'makes no backups while it is paused'
          : `has ${String(difference.after)} instances in place of ${String(difference.before)}`;
        return paused || fewer ? [{ ...common, what, targets: targetsAt(change, [difference]) }] : [];
      });
      const left = leftOut(change, after).map(({ what, difference }) => ({
        ...common,
        what,
        targets: targetsAt(change, [difference]),
      }));
      return [...seldom, ...changed, ...left];
    }),
  ],
};

/** Where a kind or type says when copies are made. */
const schedules: Readonly<Record<string, RegExp>> = {
  'AWS::Backup::BackupPlan': /\.ScheduleExpression$/,
  'batch/CronJob': /^spec\.schedule$/,
  'postgres-operator.crunchydata.com/PostgresCluster': /\.schedules\.(full|differential|incremental)$/,
  'postgresql.cnpg.io/ScheduledBackup': /^spec\.schedule$/,
  'pxc.percona.com/PerconaXtraDBCluster': /^spec\.backup\.schedule\[[^\]]*\]\.schedule$/,
  'velero.io/Schedule': /^spec\.schedule$/,
};

/** Schedules that run less often than before. */
function rarer(
  change: ObjectChange | ResourceChange,
): readonly { readonly what: string; readonly difference: Difference }[] {
  const field = schedules[changeKind(change)];
  if (field === undefined) return [];
  return change.differences.flatMap((difference) => {
    const [before, after] = [scheduleRuns(difference.before), scheduleRuns(difference.after)];
    if (!field.test(pathText(difference.path)) || before === undefined || after === undefined) return [];
    const runs = (count: number) => {
      if (count < 1) return 'less than once';
      return Math.round(count) === 1 ? 'once' : `${Math.round(count)} times`;
    };
    return after < before
      ? [{ what: `runs ${runs(after)} in four weeks in place of ${runs(before)}`, difference }]
      : [];
  });
}

/** What a schedule of Velero copies no more: disks, or namespaces that are still there. Source: Velero's reference of its API. */
function leftOut(
  { kind, differences }: ObjectChange,
  after: RenderedSnapshot,
): readonly { readonly what: string; readonly difference: Difference }[] {
  if (kind !== 'velero.io/Schedule') return [];
  const there = new Set(objectsOfKinds(after, namespaces).map(({ metadata }) => metadata.name));
  return differences.flatMap((difference) => {
    const text = pathText(difference.path);
    const [gone, come] = [difference.before, difference.after].map(texts);
    if (text === 'spec.template.snapshotVolumes' && difference.after === false)
      return [{ what: 'copies no disks any more', difference }];
    // Without a list, Velero copies all namespaces.
    if (text === 'spec.template.includedNamespaces' && difference.after === undefined) return [];
    const missing = /^spec\.template\.includedNamespaces\b/.test(text)
      ? (gone ?? []).filter((each) => there.has(each))
      : /^spec\.template\.excluded(Namespaces|Resources)\b/.test(text)
        ? (come ?? []).filter((each) => gone?.includes(each) !== true)
        : [];
    return missing.map((each) => ({ what: `no longer copies ${each}`, difference }));
  });
}

const namespaces: ReadonlySet<string> = new Set(['/Namespace']);

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** Whether the database that a schedule copied is still there: both have one name. */
const isDataThere = ({ namespace, name }: ObjectChange, snapshot: RenderedSnapshot): boolean =>
  objectsOfKinds(snapshot, databases).some(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );

const databases: ReadonlySet<string> = new Set(['postgresql.cnpg.io/Cluster']);

const pausing: Readonly<Record<string, RegExp>> = {
  'velero.io/Schedule': /^spec\.paused$/,
  'postgresql.cnpg.io/ScheduledBackup': /^spec\.suspend$/,
};

const replicated: Readonly<Record<string, RegExp>> = {
  'postgresql.cnpg.io/Cluster': /^spec\.instances$/,
  'postgres-operator.crunchydata.com/PostgresCluster': /^spec\.instances\b.*\.replicas$/,
  'pxc.percona.com/PerconaXtraDBCluster': /^spec\.pxc\.size$/,
};

function schedule(paused: boolean): ReviewRule['dangerous']['before'] {
  return exampleManifest('backup/daily', {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'daily', namespace: 'openshift-adp' },
    spec: { schedule: '0 2 * * *', paused },
  });
}
