import { z } from 'zod';
import {
  notRecovered,
  restoreAnchors,
  noBackupKey,
  undecided,
  recoveredBy,
  type Recovery,
  type Holding,
} from './holding';
import { qualifiedKind, qualifiedName, type NamespaceLookup, type RenderedObject } from '../../rendered';

/** Finds the region of the second copy of a bucket, or `none`; undefined for a bucket that no stack makes. */
export type FindSecondCopy = (bucketName: string) => string | undefined;

/** The archive of a database, or the reason why it has none; empty for an object that is no database. */
export function databaseHoldings(
  object: RenderedObject,
  beside: NamespaceLookup,
  secondCopyOf: FindSecondCopy,
): readonly Holding[] | undefined {
  const read = readers[qualifiedKind(object)];
  if (read === undefined) return undefined;
  const reason = object.metadata.annotations[noBackupKey];
  const fate = reason === undefined ? read(object, beside, secondCopyOf) : notRecovered(reason);
  return [{ kind: 'database', name: `${qualifiedName(object)} (${object.kind})`, fate }];
}

type Reader = (object: RenderedObject, beside: NamespaceLookup, secondCopyOf: FindSecondCopy) => Recovery;

const parseKeepDays = ({ metadata }: RenderedObject): string =>
  metadata.annotations['commons-platform/backup-keep-days'] ?? '?';

const clusterSchema = z.looseObject({
  spec: z.looseObject({
    plugins: z
      .array(
        z.looseObject({
          isWALArchiver: z.boolean().default(false),
          parameters: z.looseObject({ barmanObjectName: z.string().optional() }).default({}),
        }),
      )
      .default([]),
  }),
});

const storeSchema = z.looseObject({
  spec: z.looseObject({
    retentionPolicy: z.string(),
    configuration: z.looseObject({ destinationPath: z.string() }),
  }),
});

const ofClusterSchema = z.looseObject({ spec: z.looseObject({ cluster: z.looseObject({ name: z.string() }) }) });
const scheduleSchema = z.looseObject({ spec: z.looseObject({ schedule: z.string() }) });

/** CloudNativePG: an ObjectStore for the write-ahead log, and a ScheduledBackup for base backups. */
const cloudNativePg: Reader = (object, beside, secondCopyOf) => {
  const { name } = object.metadata;
  const storeName = clusterSchema.parse(object).spec.plugins.find(({ isWALArchiver }) => isWALArchiver)
    ?.parameters.barmanObjectName;
  const store = beside(object, 'barmancloud.cnpg.io/ObjectStore').find(({ metadata }) => metadata.name === storeName);
  const schedule = beside(object, 'postgresql.cnpg.io/ScheduledBackup').find(
    (each) => ofClusterSchema.parse(each).spec.cluster.name === name,
  );
  if (store === undefined || schedule === undefined) {
    return undecided(
      store === undefined ? 'archives its log nowhere' : 'has no schedule of base backups',
      `give it an archive in cdk8s/base, or the annotation ${noBackupKey}`,
    );
  }
  const { retentionPolicy, configuration } = storeSchema.parse(store).spec;
  const bucket = configuration.destinationPath.replace('s3://', '').split('/')[0] ?? '';
  return inBucket(bucket, secondCopyOf, {
    howOften: `every change, and in full ${describeSchedule(scheduleSchema.parse(schedule).spec.schedule)}`,
    kept: retentionPolicy.replace(/d$/, ' days'),
    restore: restoreAnchors.database,
  });
};

/** A Database object is archived with the Cluster that holds it. */
const inCluster: Reader = (object, beside, secondCopyOf) => {
  const { name } = ofClusterSchema.parse(object).spec.cluster;
  const cluster = beside(object, 'postgresql.cnpg.io/Cluster').find(({ metadata }) => metadata.name === name);
  if (cluster === undefined) {
    return undecided(`is in the cluster ${name}, which is not rendered beside it`, 'name a cluster of its namespace');
  }
  const reason = cluster.metadata.annotations[noBackupKey];
  return reason === undefined ? cloudNativePg(cluster, beside, secondCopyOf) : notRecovered(reason);
};

const crunchySchema = z.looseObject({
  spec: z.looseObject({
    backups: z.looseObject({
      pgbackrest: z.looseObject({
        repos: z.array(
          z.looseObject({
            s3: z.looseObject({ bucket: z.string() }).optional(),
            schedules: z.looseObject({ full: z.string().optional() }).default({}),
          }),
        ),
      }),
    }),
  }),
});

/** Crunchy: pgBackRest archives the write-ahead log to all repositories; one in S3 must have full backups. */
const crunchy: Reader = (object, _, secondCopyOf) => {
  const repos = crunchySchema.safeParse(object).data?.spec.backups.pgbackrest.repos ?? [];
  const repo = repos.find(({ s3, schedules }) => s3 !== undefined && schedules.full !== undefined);
  if (repo?.s3 === undefined || repo.schedules.full === undefined) {
    return undecided(
      'has no repository in S3 with full backups',
      'give one of its pgbackrest repos s3 and schedules.full',
    );
  }
  return inBucket(repo.s3.bucket, secondCopyOf, {
    howOften: `every change, and in full ${describeSchedule(repo.schedules.full)}`,
    kept: `${parseKeepDays(object)} days`,
    restore: restoreAnchors.database,
  });
};

const jobSchema = z.looseObject({
  spec: z.looseObject({
    schedule: z.string(),
    jobTemplate: z.looseObject({
      spec: z.looseObject({
        template: z.looseObject({
          spec: z.looseObject({
            containers: z.array(
              z.looseObject({
                env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
              }),
            ),
          }),
        }),
      }),
    }),
  }),
});

const usersSchema = z.looseObject({
  spec: z.looseObject({ users: z.array(z.looseObject({ dbs: z.array(z.string()).default([]) })).default([]) }),
});

/** Percona XtraDB: a job beside it that dumps it to S3, see `cdk8s/base/databases/mysql-backup.ts`. */
const percona: Reader = (object, beside, secondCopyOf) => {
  const name = `${object.metadata.name}-backup`;
  const job = beside(object, 'batch/CronJob').find(({ metadata }) => metadata.name === name);
  if (job === undefined) {
    return undecided(`has no job ${name} that dumps it`, `give it a backup, or the annotation ${noBackupKey}`);
  }
  const { schedule, jobTemplate } = jobSchema.parse(job).spec;
  const variables = jobTemplate.spec.template.spec.containers.flatMap(({ env }) => env);
  const valuesNamed = (variable: string) =>
    variables.flatMap((each) => (each.name === variable ? [each.value ?? ''] : []));
  const dumped = valuesNamed('DATABASE');
  const forgotten = usersSchema.parse(object).spec.users.flatMap(({ dbs }) => dbs.filter((db) => !dumped.includes(db)));
  if (forgotten.length > 0) {
    return undecided(
      `has ${forgotten.join(', ')}, which ${name} does not dump`,
      'give each database a container of the job',
    );
  }
  const [bucket] = valuesNamed('BUCKET');
  return inBucket(bucket ?? '', secondCopyOf, {
    howOften: `in full ${describeSchedule(schedule)}`,
    kept: `${parseKeepDays(object)} days`,
    restore: restoreAnchors.mysql,
  });
};

const readers: Readonly<Record<string, Reader>> = {
  'postgresql.cnpg.io/Cluster': cloudNativePg,
  'postgresql.cnpg.io/Database': inCluster,
  'postgres-operator.crunchydata.com/PostgresCluster': crunchy,
  'pxc.percona.com/PerconaXtraDBCluster': percona,
};

function inBucket(
  bucket: string,
  secondCopyOf: FindSecondCopy,
  own: { readonly howOften: string; readonly kept: string; readonly restore: string },
): Recovery {
  const secondCopy = secondCopyOf(bucket);
  return secondCopy === undefined
    ? undecided(`writes its backups to ${bucket}, which no stack makes`, 'name a bucket of the storage stack')
    : recoveredBy({ by: 'the database itself, in S3', secondCopy, ...own });
}

/** A cron schedule in words such as `daily`, else the expression; CloudNativePG's expressions begin with seconds. */
export function describeSchedule(cron: string): string {
  const [minutes = '', hours = '', dayOfMonth, month, dayOfWeek = ''] = cron.trim().split(/\s+/).slice(-5);
  if (dayOfMonth !== '*' || month !== '*' || ![minutes, hours].every((part) => /^[\d,]+$/.test(part))) return cron;
  const times = minutes.split(',').length * hours.split(',').length;
  if (dayOfWeek === '*') return times === 1 ? 'daily' : `${times} times a day`;
  return times === 1 && /^(\d|[a-z]{3})$/i.test(dayOfWeek) ? 'weekly' : cron;
}
