import type { Alert } from '../formats/prometheus-alert';

/** What is asked on a machine, and who answers the same question in the cluster. */
export interface HostCheck {
  /** Side of the limit on which the alert fires. */
  readonly when: 'above' | 'below';
  /** Its alert; the expression follows from the kind and the limit. */
  readonly alert: Omit<Alert, 'expression'>;
  /** Alerts that answer the question in the cluster, or why nobody asks it there. */
  readonly cluster: readonly string[] | { readonly none: string };
}

/**
 * Checks of which each is an alert: a machine writes the answer into a text file that its node exporter reads. In the cluster
 * nothing may write such files: its node exporter reads an empty folder of its own (openshift/cluster-monitoring-operator:
 * assets/node-exporter/daemonset.yaml). The same questions are answered there by metrics of whoever knows.
 */
export const hostChecks = {
  updates: {
    when: 'above',
    alert: {
      name: 'HostUpdatesPending',
      lasting: '3d',
      severity: 'warning',
      summary: 'Updates have waited on {{ $labels.machine }} for three nights.',
    },
    cluster: ['ClusterUpdateWaiting'],
  },
  restart: {
    when: 'above',
    alert: {
      name: 'HostRestartDue',
      lasting: '8d',
      severity: 'warning',
      summary: '{{ $labels.machine }} should have restarted on its day of the week, and has not.',
    },
    cluster: { none: 'The operator of machine configurations restarts nodes in turn' },
  },
  backup: {
    when: 'above',
    alert: {
      name: 'HostBackupTooOld',
      lasting: '30m',
      severity: 'critical',
      summary:
        'The newest backup {{ $labels.name }} of {{ $labels.machine }} is {{ $value | printf "%.0f" }} hours old.',
    },
    cluster: ['PostgresBackupTooOld', 'EtcdBackupTooOld', 'ClusterBackupTooOld'],
  },
  certificate: {
    when: 'below',
    alert: {
      name: 'HostCertificateExpiring',
      lasting: '1h',
      severity: 'critical',
      summary: 'The certificate {{ $labels.name }} of {{ $labels.machine }} ends in {{ $value | printf "%.0f" }} days.',
    },
    cluster: ['CertificateExpiring'],
  },
  'mail-queue': {
    when: 'above',
    alert: {
      name: 'HostMailQueueLong',
      lasting: '30m',
      severity: 'warning',
      summary: '{{ $value }} messages wait on {{ $labels.machine }}.',
    },
    cluster: { none: 'Services hand their mail to a relay that is no pod' },
  },
  replication: {
    when: 'above',
    alert: {
      name: 'HostReplicationLate',
      lasting: '15m',
      severity: 'critical',
      summary: 'The database of {{ $labels.machine }} is {{ $value | printf "%.0f" }} seconds behind.',
    },
    cluster: ['PostgresReplicaLags'],
  },
} as const satisfies Readonly<Record<string, HostCheck>>;

/** A kind of check, by its key. */
export type HostCheckKind = keyof typeof hostChecks;
