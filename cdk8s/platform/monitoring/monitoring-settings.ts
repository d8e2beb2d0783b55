import type { Construct } from 'constructs';
import { blockYaml } from '../../../model/formats/block-yaml';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { backupMark } from '../../base/storage/backup-marks';
import { blockStorageClass, volumeBackupAnnotation } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';

export interface MonitoringSettingsProps {
  /** The cluster's own Prometheus, or that of user workloads; the chart must be of the namespace of this Prometheus. */
  readonly of: 'cluster' | 'workloads';
  /** Days that metrics are kept. */
  readonly keepDays: number;
  /** GiB of the volume of each Prometheus; can grow, never shrink. */
  readonly sizeGiB: number;
  /** Name of the environment, a label of metrics and alerts that leave the cluster. */
  readonly environment: string;
  /**
   * Nodes on which the components run.
   * @default any worker without taints
   */
  readonly placement?: Placement;
}

/**
 * The ConfigMap with settings of OpenShift's monitoring of the cluster, or of its second Prometheus, for user workloads.
 *
 * Source of all fields: openshift/cluster-monitoring-operator:Documentation/api.md, releases 4.17 to 4.20. The operator
 * refuses settings with a field that it does not know.
 */
export class MonitoringSettings extends k8s.KubeConfigMap {
  constructor(scope: Construct, id: string, props: MonitoringSettingsProps) {
    const [name, settings] =
      props.of === 'cluster'
        ? ['cluster-monitoring-config', clusterSettings(props)]
        : ['user-workload-monitoring-config', workloadSettings(props)];
    super(scope, id, {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: { 'config.yaml': blockYaml(settings) },
    });
  }
}

const clusterSettings = (props: MonitoringSettingsProps): object => ({
  enableUserWorkload: true,
  prometheusK8s: prometheus(props),
  alertmanagerMain: { ...props.placement, volumeClaimTemplate: volume('alertmanager', 2) },
  // The alert `ZombieProcesses` needs the numbers of processes.
  nodeExporter: { collectors: { processes: { enabled: true } } },
  ...placed(movable, props),
});

/** Components without a volume that have a setting for their placement. */
const movable = [
  'kubeStateMetrics',
  'metricsServer',
  'monitoringPlugin',
  'openshiftStateMetrics',
  'prometheusOperator',
  'telemeterClient',
  'thanosQuerier',
];

const workloadSettings = (props: MonitoringSettingsProps): object => ({
  prometheus: {
    ...prometheus(props),
    // Limits, so that the metrics of one tenant do not fill the memory of the Prometheus that all tenants share.
    enforcedSampleLimit: 50_000,
    enforcedLabelLimit: 64,
    enforcedLabelNameLengthLimit: 256,
    enforcedLabelValueLengthLimit: 1024,
  },
  ...placed(['prometheusOperator', 'thanosRuler'], props),
});

const placed = (parts: readonly string[], { placement }: MonitoringSettingsProps): object =>
  placement === undefined ? {} : Object.fromEntries(parts.map((part) => [part, placement]));

const prometheus = ({ keepDays, sizeGiB, environment, placement }: MonitoringSettingsProps): object => ({
  ...placement,
  externalLabels: { environment },
  retention: `${keepDays}d`,
  // Prometheus deletes metrics by age or by size, whichever comes first. It needs the rest of the volume to compact them.
  retentionSize: `${Math.floor(sizeGiB * 0.85)}GiB`,
  volumeClaimTemplate: volume('prometheus', sizeGiB),
});

const volume = (name: string, sizeGiB: number): object => {
  const backup = { none: 'Metrics and silences of the last days, which nobody restores' };
  return {
    metadata: { name, labels: backupMark(backup), annotations: volumeBackupAnnotation(backup) },
    spec: {
      storageClassName: blockStorageClass('standard', backup),
      resources: { requests: { storage: `${sizeGiB}Gi` } },
    },
  };
};
