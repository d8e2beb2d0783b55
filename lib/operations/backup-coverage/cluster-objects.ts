import { z } from 'zod';
import { describeSchedule, type FindSecondCopy } from './databases';
import {
  notRecovered,
  restoreAnchors,
  noBackupKey,
  undecided,
  recoveredBy,
  type Recovery,
  type Holding,
} from './holding';
import { qualifiedKind, type Rendered, type RenderedObject } from '../../rendered';

const scheduleSchema = z.looseObject({
  spec: z.looseObject({
    paused: z.boolean().default(false),
    schedule: z.string(),
    template: z.looseObject({
      includedNamespaces: z.array(z.string()).default(['*']),
      excludedNamespaces: z.array(z.string()).default([]),
      labelSelector: z.unknown().optional(),
      orLabelSelectors: z.unknown().optional(),
      ttl: z.string().optional(),
    }),
  }),
});

type Schedule = z.output<typeof scheduleSchema>['spec'];

const locationsSchema = z.looseObject({
  spec: z.looseObject({
    backupLocations: z.array(
      z.looseObject({
        name: z.string().optional(),
        velero: z.looseObject({ objectStorage: z.looseObject({ bucket: z.string() }) }),
      }),
    ),
  }),
});

/** A holding for the objects of each rendered namespace that people and operators made and that are not in the repository. */
export function namespaceHoldings(
  objects: readonly RenderedObject[],
  secondCopyOf: FindSecondCopy,
): readonly Holding[] {
  const schedules = objects
    .filter((object) => qualifiedKind(object) === 'velero.io/Schedule')
    .map((object) => scheduleSchema.parse(object).spec)
    // A schedule with a label selector does not back up objects without the label, so it does not count.
    .filter(
      ({ paused, template: { labelSelector, orLabelSelectors } }) => !paused && !labelSelector && !orLabelSelectors,
    );
  const bucket = objects
    .filter((object) => qualifiedKind(object) === 'oadp.openshift.io/DataProtectionApplication')
    .flatMap((object) => locationsSchema.parse(object).spec.backupLocations)
    .map(({ velero }) => velero.objectStorage.bucket)[0];
  const secondCopy = bucket === undefined ? undefined : secondCopyOf(bucket);
  return objects
    .filter((object) => qualifiedKind(object) === '/Namespace')
    .map(({ metadata: { name, annotations, labels } }) => {
      const own = labels['commons-platform/owner'] === 'platform' ? madeAgain : undefined;
      const reason = annotations[noBackupKey] ?? own;
      const covering = schedules.filter(
        ({ template: { includedNamespaces, excludedNamespaces } }) =>
          (includedNamespaces.includes('*') || includedNamespaces.includes(name)) && !excludedNamespaces.includes(name),
      );
      return { kind: 'objects', name: `of namespace ${name}`, fate: toRecovery(covering, reason, secondCopy) };
    });
}

/** Reason for namespaces of the platform, in which people make no objects by hand. */
const madeAgain = 'Argo CD and operators make all of them again, and the snapshots of etcd have them too';

function toRecovery(
  covering: readonly Schedule[],
  reason: string | undefined,
  secondCopy: string | undefined,
): Recovery {
  if (covering.length === 0 && reason !== undefined) return notRecovered(reason);
  if (covering.length === 0) {
    return undecided(
      'is in no schedule of Velero',
      `take it into those of cdk8s/platform/cluster-backup, or give it the annotation ${noBackupKey}`,
    );
  }
  if (secondCopy === undefined) {
    return undecided('is written to a bucket that no stack makes', 'name a bucket of the storage stack');
  }
  return recoveredBy({
    by: 'Velero, in S3',
    howOften: covering.map(({ schedule }) => describeSchedule(schedule)).join(', '),
    kept: `${covering.map(({ template }) => ttlDays(template.ttl)).join(', ')} days`,
    secondCopy,
    restore: restoreAnchors.namespace,
  });
}

const cronJobSchema = z.looseObject({ spec: z.looseObject({ schedule: z.string() }) });

/**
 * The holding for etcd, with all objects of the cluster; none while the job that backs it up waits to be rendered, since it is not known
 * yet what becomes of it.
 */
export function etcdHoldings(
  { objects, waiting }: Pick<Rendered, 'objects' | 'waiting'>,
  bucket: { readonly kept: string; readonly secondCopy: string } | undefined,
): readonly Holding[] {
  const job = objects.find(
    (object) => qualifiedKind(object) === 'batch/CronJob' && object.metadata.namespace === 'openshift-etcd-backup',
  );
  if (job === undefined && waiting.includes('cluster/etcd-backup')) return [];
  const fate =
    job === undefined || bucket === undefined
      ? undecided(
          job === undefined ? 'no job makes snapshots of it' : 'no stack makes a bucket for its snapshots',
          'render the environment again: npm start',
        )
      : recoveredBy({
          by: 'snapshots of etcd, in S3',
          howOften: describeSchedule(cronJobSchema.parse(job).spec.schedule),
          ...bucket,
          restore: restoreAnchors.etcd,
        });
  return [{ kind: 'etcd', name: 'of the cluster, with every object in it', fate }];
}

/** Days that Velero keeps a backup; its default is 30 days. */
function ttlDays(ttl = '720h0m0s'): number {
  const [, hours] = /^(\d+)h/.exec(ttl) ?? [];
  if (hours === undefined) throw new Error(`${ttl} is no time to live: write it in hours, like 720h0m0s`);
  return Number(hours) / 24;
}
