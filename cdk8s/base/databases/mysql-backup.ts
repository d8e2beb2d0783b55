import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { SecretValue } from '../secrets/external-secret';
import { k8s } from '../manifests/kubernetes';
import { toQuantities } from '../pods/pod-size';
import { pinnedImage } from '../pods/pinned-image';
import { PlatformChart } from '../manifests/platform-chart';
import { nightlyMinute, type BackupTarget } from './postgres-backup';
import { restrictedContainer, restrictedPod } from '../pods/restricted';
import { inWave, objectWaves } from '../delivery/sync';
import { WorkloadIdentity } from '../pods/workload-identity';

/** Percona's image for backups has the client, zstd and the AWS CLI (percona/percona-docker:percona-xtrabackup-8.x). */
const image = 'docker.io/percona/percona-xtrabackup:8.4.0-5.1';

export interface MysqlBackupProps extends BackupTarget {
  /** Name of the database; the role trusts the service account of this name. */
  readonly name: string;
  readonly host: string;
  readonly user: string;
  readonly database: string;
  readonly password: SecretValue;
  /** GiB that the database may grow to. */
  readonly storageGiB: number;
  /** Days a dump is kept. */
  readonly keepDays: number;
  /** Labels of its pods. */
  readonly pods: Readonly<Record<string, string>>;
}

/**
 * A dump to S3 every six hours: up to six hours can be lost, and there is no way to a moment between two dumps. The
 * operator's own backups and its collector of logs could do that, but take access keys from a Secret or the role of the
 * whole machine, and no role of a pod (percona/percona-xtradb-cluster-operator:pkg/pxc/backup/storage/storage.go,
 * cmd/pitr/collector, and issue 2172; percona/percona-xtrabackup: xbcloud/s3_ec2.cc). The dump needs no key.
 */
export class MysqlBackup extends Construct {
  constructor(scope: Construct, id: string, props: MysqlBackupProps) {
    super(scope, id);
    const { name, roleArn, prefix, pods } = props;
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
            template: {
              metadata: { labels: { ...Chart.of(this).labels, ...pods } },
              spec: {
                serviceAccountName: name,
                // AWS gets a token of its own, which the webhook of the pod's identity adds.
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                restartPolicy: 'Never',
                securityContext: restrictedPod,
                containers: [
                  { ...toContainer(props, PlatformChart.of(this).context.region), image: pinnedImage(this, image) },
                ],
                volumes: [{ name: 'scratch', emptyDir: { sizeLimit: k8s.Quantity.fromString('64Mi') } }],
              },
            },
          },
        },
      },
    });
  }
}

/** A dump that ends early must not look like one: with `pipefail` its failure is the pipe's, and the object goes. */
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

const toContainer = (props: MysqlBackupProps, region: string): k8s.Container => ({
  name: 'dump',
  command: ['bash', '-c', dump],
  env: [
    { name: 'HOST', value: props.host },
    { name: 'USER', value: props.user },
    { name: 'DATABASE', value: props.database },
    { name: 'MYSQL_PWD', valueFrom: { secretKeyRef: { name: props.password.secret, key: props.password.key } } },
    { name: 'BUCKET', value: props.bucket },
    { name: 'PREFIX', value: props.prefix },
    // S3 takes ten thousand parts, so that their size depends on the whole.
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
