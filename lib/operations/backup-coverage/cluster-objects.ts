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
import { qualifiedKind, type RenderedObject } from '../../rendered';

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

/** The objects of each namespace that is rendered: what people and operators made in it besides what is in the repository. */
export function namespaceHoldings(
  objects: readonly RenderedObject[],
  secondCopyOf: FindSecondCopy,
): readonly Holding[] {
  const schedules = objects
    .filter((object) => qualifiedKind(object) === 'velero.io/Schedule')
    .map((object) => scheduleSchema.parse(object).spec)
    // One that picks by labels leaves out what nobody labelled.
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

/** Nobody makes objects by hand in a namespace of the platform. */
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

/** All objects of the cluster as etcd holds them. `kept` is how long the bucket of the snapshots keeps them. */
export function etcdHoldings(
  objects: readonly RenderedObject[],
  bucket: { readonly kept: string; readonly secondCopy: string } | undefined,
): Holding {
  const job = objects.find(
    (object) => qualifiedKind(object) === 'batch/CronJob' && object.metadata.namespace === 'openshift-etcd-backup',
  );
  return {
    kind: 'etcd',
    name: 'of the cluster, with every object in it',
    fate:
      job === undefined || bucket === undefined
        ? undecided(
            job === undefined ? 'no job makes snapshots of it' : 'no stack makes a bucket for its snapshots',
            'render cdk8s/applications/etcd-backup.ts, and the bucket etcd-backups of the storage stack',
          )
        : recoveredBy({
            by: 'snapshots of etcd, in S3',
            howOften: describeSchedule(cronJobSchema.parse(job).spec.schedule),
            ...bucket,
            restore: restoreAnchors.etcd,
          }),
  };
}

/** Velero keeps what says nothing for 30 days. */
function ttlDays(ttl = '720h0m0s'): number {
  const [, hours] = /^(\d+)h/.exec(ttl) ?? [];
  if (hours === undefined) throw new Error(`${ttl} is no time to live: write it in hours, like 720h0m0s`);
  return Number(hours) / 24;
}
