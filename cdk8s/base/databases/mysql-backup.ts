import { Construct } from 'constructs';
import type { SecretValue } from '../secrets/external-secret';
import { k8s } from '../manifests/kubernetes';
import { toQuantities } from '../pods/pod-size';
import { pinnedImage } from '../pods/pinned-image';
import { PlatformChart } from '../manifests/platform-chart';
import { nightlyMinute, type BackupTarget } from './postgres-backup';
import { restrictedContainer } from '../pods/restricted';
import { inWave, objectWaves } from '../delivery/sync';
import { WorkloadIdentity } from '../pods/workload-identity';
import { emptyVolume } from '../pods/mounted-volume';
import { podTemplate } from '../pods/pod-template';

/** Percona's image for backups has the client, zstd and the AWS CLI (percona/percona-docker:percona-xtrabackup-8.x). */
const image = 'docker.io/percona/percona-xtrabackup:8.4.0-5.1';

/** A database, and the user who dumps it. */
export interface DumpedDatabase {
  readonly name: string;
  readonly user: string;
  readonly password: SecretValue;
}

export interface MysqlBackupProps extends BackupTarget {
  /** Name of the database. The role's trust policy names a ServiceAccount of the same name. */
  readonly name: string;
  readonly host: string;
  /** Its databases: the dumps of the first are below the prefix, those of each other one below a folder of its name. */
  readonly databases: readonly DumpedDatabase[];
  /** GiB that the databases may grow to. */
  readonly storageGiB: number;
  /** Days that a dump is kept. */
  readonly keepDays: number;
  /** Labels of the pods that dump. */
  readonly pods: Readonly<Record<string, string>>;
}

/**
 * A CronJob that dumps the database to S3 every six hours. Up to six hours of writes can be lost, and a restore to a moment
 * between two dumps is impossible. The operator's own backups and its collector of binary logs could do that, but they
 * need access keys in a Secret or the IAM role of the machine, and cannot use the IAM role of a pod
 * (percona/percona-xtradb-cluster-operator:pkg/pxc/backup/storage/storage.go, cmd/pitr/collector, and issue 2172;
 * percona/percona-xtrabackup: xbcloud/s3_ec2.cc). The dump needs no access key.
 */
export class MysqlBackup extends Construct {
  constructor(scope: Construct, id: string, props: MysqlBackupProps) {
    super(scope, id);
    const { name, roleArn, prefix, pods } = props;
    const { region } = PlatformChart.of(this).context;
    new WorkloadIdentity(this, 'identity', { name, roleArn });
    new k8s.KubeCronJob(this, 'schedule', {
      metadata: { name: `${name}-backup`, annotations: inWave(objectWaves.workloads) },
      spec: {
        schedule: `${nightlyMinute(prefix)} 1,7,13,19 * * *`,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 5 * 3600,
            template: podTemplate(this, {
              labels: pods,
              serviceAccountName: name,
              restartPolicy: 'Never',
              containers: props.databases.map((database, index) => ({
                ...toContainer(
                  props,
                  index === 0 ? firstDump(database, prefix) : furtherDump(database, prefix),
                  region,
                ),
                image: pinnedImage(this, image),
              })),
              volumes: [emptyVolume('scratch', '64Mi')],
            }),
          },
        },
      },
    });
  }
}

/** Script of the container. With `pipefail` a failed dump fails the pipe, and the incomplete object is deleted. */
const dump = String.raw`set -o errexit -o nounset -o pipefail
object="s3://$BUCKET/$PREFIX/dumps/$(date -u +%Y-%m-%dT%H%M).sql.zst"
if ! mysqldump --host="$HOST" --user="$USER" --ssl-mode=REQUIRED --single-transaction --quick --hex-blob \
  --no-tablespaces --set-gtid-purged=OFF --routines --triggers --events "$DATABASE" |
  zstd --quiet --threads=2 |
  aws s3 cp - "$object" --only-show-errors --expected-size "$EXPECTED_BYTES"; then
  aws s3 rm --only-show-errors "$object"
  exit 1
fi
echo "$object"
before="$(date -u -d "-$KEEP_DAYS days" +%Y-%m-%dT%H:%M:%SZ)"
aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$PREFIX/dumps/" --output text \
  --query "Contents[?LastModified<'$before'].[Key]" |
  { grep '\.sql\.zst$' || true; } |
  while read -r key; do aws s3 rm --only-show-errors "s3://$BUCKET/$key"; done
`;

/** One dump: of which database, by a container of which name, and where to. */
interface Dump {
  readonly container: string;
  readonly database: DumpedDatabase;
  readonly prefix: string;
}

const firstDump = (database: DumpedDatabase, prefix: string): Dump => ({ container: 'dump', database, prefix });

/** Each has a container of its own, because a user has rights in its own database only. */
const furtherDump = (database: DumpedDatabase, prefix: string): Dump => ({
  container: `dump-${database.name.replaceAll('_', '-')}`,
  database,
  prefix: `${prefix}/${database.name}`,
});

const toContainer = (
  props: MysqlBackupProps,
  { container, database: { name, user, password }, prefix }: Dump,
  region: string,
): k8s.Container => ({
  name: container,
  command: ['bash', '-c', dump],
  env: [
    { name: 'HOST', value: props.host },
    { name: 'USER', value: user },
    { name: 'DATABASE', value: name },
    { name: 'MYSQL_PWD', valueFrom: { secretKeyRef: { name: password.secret, key: password.key } } },
    { name: 'BUCKET', value: props.bucket },
    { name: 'PREFIX', value: prefix },
    // An upload has at most 10,000 parts, so the AWS CLI chooses their size by the expected size of the object.
    { name: 'EXPECTED_BYTES', value: String(props.storageGiB * 2 ** 30) },
    { name: 'KEEP_DAYS', value: String(props.keepDays) },
    { name: 'AWS_REGION', value: region },
    { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
    { name: 'HOME', value: '/scratch' },
  ],
  resources: {
    requests: toQuantities({ cpu: '100m', memory: '256Mi' }),
    limits: toQuantities({ cpu: '2', memory: '1Gi' }),
  },
  securityContext: restrictedContainer,
  volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
});
