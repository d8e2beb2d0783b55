import type { Construct } from 'constructs';
import { blockYaml } from '../../base/manifests/block-yaml';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { backupMark } from '../../base/storage/backup-marks';
import { blockStorageClass, volumeBackupAnnotation } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';

export interface MonitoringSettingsProps {
  /** The Prometheus of the cluster itself, or the one of workloads, each in the namespace of its own. */
  readonly of: 'cluster' | 'workloads';
  /** Days metrics are kept. */
  readonly keepDays: number;
  /** GiB of each Prometheus; can grow, never shrink. */
  readonly sizeGiB: number;
  /** Name of the environment, which metrics and alerts carry outside the cluster. */
  readonly environment: string;
  /** Where its parts run; on any worker if left out. */
  readonly placement?: Placement;
}

/**
 * How OpenShift monitors itself and, by a second Prometheus, the workloads.
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
  // The processes of a machine are counted for the alert on zombies.
  nodeExporter: { collectors: { processes: { enabled: true } } },
  ...placed(movable, props),
});

/** Parts without a volume that can be told where to run. */
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
    // One tenant's mistake must not fill the memory that all tenants' metrics share.
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
  // Whichever comes first; the rest of the volume is for what is being compacted.
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
