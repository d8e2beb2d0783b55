import type { Alert } from '../../../model/formats/prometheus-alert';

/**
 * Alerts on certificates and external secrets. In the metrics of their controllers, `exported_namespace` is the namespace of
 * the object, and `namespace` that of the controller. Metrics: the monitoring pages of cert-manager and of External Secrets.
 */
export const componentAlerts = {
  certificates: [
    {
      name: 'CertificateExpiring',
      // Renewal starts a month before the end, so at this point it has failed for two weeks.
      expression:
        'min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds > 0) - time() < 1209600',
      lasting: '1h',
      severity: 'critical',
      summary: 'Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends within two weeks.',
    },
    {
      name: 'CertificateNotReady',
      expression: 'max by (exported_namespace, name) (certmanager_certificate_ready_status{condition!="True"}) == 1',
      lasting: '2h',
      severity: 'warning',
      summary: 'Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is not issued.',
      runbook: 'certificate-expiring',
    },
  ],
  secrets: [
    {
      name: 'ExternalSecretNotReady',
      expression:
        'max by (exported_namespace, name) (externalsecret_status_condition{condition="Ready",status="False"}) == 1',
      lasting: '30m',
      severity: 'warning',
      summary: 'Secret {{ $labels.exported_namespace }}/{{ $labels.name }} cannot be read from AWS Secrets Manager.',
    },
  ],
} as const satisfies Readonly<Record<string, readonly Alert[]>>;
