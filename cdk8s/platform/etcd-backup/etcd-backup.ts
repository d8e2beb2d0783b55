import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules } from '../../base/network/network-rules';
import { pinnedImage } from '../../base/pods/pinned-image';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toResources } from '../../base/pods/pod-size';
import { restrictedContainer } from '../../base/pods/restricted';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { unrestrictedBecause } from '../../base/pods/unrestricted-because';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { snapshotScript, uploader, uploadScript } from './backup-scripts';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';

/** Namespace of the backup of etcd; the IAM role's trust policy names it and the ServiceAccount. */
export const etcdBackupNamespace = 'openshift-etcd-backup';

export interface EtcdBackupProps {
  /** ARN of the IAM role that may add objects to both buckets and may not read them. */
  readonly roleArn: string;
  /** Bucket of the snapshots. */
  readonly snapshotsBucket: string;
  /** Bucket of the archives with the keys that decrypt the content of the snapshots. */
  readonly keysBucket: string;
}

const name = 'etcd-backup';

/** The cluster's own image, of which only `chroot` is used: the backup script itself is on the host. */
const hostImage = 'image-registry.openshift-image-registry.svc:5000/openshift/cli:latest';

/**
 * AWS's own image of the AWS CLI, for both architectures: a backup must not depend on an image that we build.
 * https://gallery.ecr.aws/aws-cli/aws-cli
 */
const uploadImage = 'public.ecr.aws/aws-cli/aws-cli:2.36.15';

/**
 * A nightly snapshot of etcd, with all files that a restore needs, as OpenShift documents it: by OpenShift's own script, on
 * one control-plane machine, as root. Only the container with the script is privileged; the container with the IAM role is
 * not. The kind `Backup` of config.openshift.io could do this too, but it is a technology preview: a cluster that enables
 * it can never disable it again.
 */
export class EtcdBackup extends Construct {
  constructor(scope: Construct, id: string, props: EtcdBackupProps) {
    super(scope, id);
    const labels = { 'app.kubernetes.io/name': name };
    new WorkloadIdentity(this, 'identity', { name, roleArn: props.roleArn });
    new k8s.KubeRoleBinding(this, 'privileged', {
      metadata: { name: 'etcd-backup-privileged', annotations: inWave(objectWaves.identity) },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:openshift:scc:privileged' },
      subjects: [{ kind: 'ServiceAccount', name, namespace: etcdBackupNamespace }],
    });
    new NetworkRules(this, 'network', { name, pods: labels, from: [], to: [httpsEgress(this)] });
    this.addCronJob(props, labels);
    new AlertRules(this, 'alerts', { name, alerts: etcdBackupAlerts });
  }

  private addCronJob(props: EtcdBackupProps, labels: Readonly<Record<string, string>>): void {
    const { context } = PlatformChart.of(this);
    new k8s.KubeCronJob(this, 'cron-job', {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        schedule: '23 2 * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 7200,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 2,
        jobTemplate: {
          spec: {
            // OpenShift's script fails while a rollout is under way, so the Job tries again later.
            backoffLimit: 5,
            activeDeadlineSeconds: 7200,
            template: podTemplate(this, {
              labels,
              // The pod identity webhook gives the IAM role only to the other container.
              annotations: { ...unrestricted, 'eks.amazonaws.com/skip-containers': 'snapshot' },
              serviceAccountName: name,
              restartPolicy: 'Never',
              ...onControlPlane,
              initContainers: [snapshot],
              containers: [{ ...upload(props, context.region), image: pinnedImage(this, uploadImage) }],
              volumes,
            }),
          },
        },
      },
    });
  }
}

const unrestricted = {
  ...unrestrictedBecause('snapshot', 'Runs OpenShift’s own script on a control-plane machine, as its root'),
  ...unrestrictedBecause(
    'upload',
    'Nobody is assigned beside a privileged container, and what its image says would be root',
  ),
};

const onControlPlane = {
  nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
  tolerations: ['master', 'control-plane'].map((role) => ({
    key: `node-role.kubernetes.io/${role}`,
    operator: 'Exists',
    effect: 'NoSchedule',
  })),
};

const volumes: k8s.Volume[] = [
  { name: 'host', hostPath: { path: '/', type: 'Directory' } },
  // etcd holds 8 GiB at most.
  emptyVolume('backup', '10Gi'),
  emptyVolume('scratch', '64Mi'),
];

const snapshot: k8s.Container = {
  name: 'snapshot',
  image: hostImage,
  command: ['/bin/sh', '-c', snapshotScript],
  env: [
    { name: 'HOST', value: '/host' },
    { name: 'BACKUP', value: '/backup' },
  ],
  resources: toResources('medium'),
  securityContext: { privileged: true, runAsNonRoot: false, runAsUser: 0, readOnlyRootFilesystem: true },
  terminationMessagePolicy: 'FallbackToLogsOnError',
  volumeMounts: [
    { name: 'host', mountPath: '/host' },
    { name: 'backup', mountPath: '/backup' },
  ],
};

const upload = ({ snapshotsBucket, keysBucket }: EtcdBackupProps, region: string): k8s.Container => ({
  name: 'upload',
  command: ['/bin/sh', '-c', uploadScript],
  env: [
    { name: 'BACKUP', value: '/backup' },
    { name: 'SNAPSHOTS_BUCKET', value: snapshotsBucket },
    { name: 'KEYS_BUCKET', value: keysBucket },
    { name: 'AWS_REGION', value: region },
    { name: 'AWS_MAX_ATTEMPTS', value: '10' },
    { name: 'HOME', value: '/tmp' },
  ],
  resources: toResources('small'),
  securityContext: { ...restrictedContainer, runAsUser: uploader },
  terminationMessagePolicy: 'FallbackToLogsOnError',
  volumeMounts: [
    { name: 'backup', mountPath: '/backup' },
    { name: 'scratch', mountPath: '/tmp' },
  ],
});

const lastSuccess = `kube_cronjob_status_last_successful_time{namespace="${etcdBackupNamespace}",cronjob="${name}"}`;

const etcdBackupAlerts: readonly Alert[] = [
  {
    name: 'EtcdBackupTooOld',
    expression: `time() - max(${lastSuccess}) > 26 * 3600`,
    lasting: '10m',
    severity: 'critical',
    summary: 'There is no backup of etcd from the last 26 hours.',
  },
  {
    name: 'EtcdBackupMissing',
    expression: `absent(${lastSuccess})`,
    // A new cluster has its first backup within a day.
    lasting: '26h',
    severity: 'critical',
    summary: 'There has never been a backup of etcd, or the CronJob is gone.',
    runbook: 'etcd-backup-too-old',
  },
];
