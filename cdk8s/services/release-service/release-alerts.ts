import type { Alert } from '../../../model/formats/prometheus-alert';

/** Returns the alerts of a release service. Metrics: `images/release-service`. */
export function releaseAlerts(namespace: string, name: string): readonly Alert[] {
  const requests = (result: string) =>
    `release_requests_total{namespace="${namespace}",service="${name}",result="${result}"}`;
  return [
    {
      name: 'ReleaseStoreFails',
      expression: `sum(increase(${requests('failed')}[15m])) > 0`,
      lasting: '1m',
      severity: 'critical',
      summary: `${namespace}/${name} could not store a release.`,
    },
    {
      name: 'ReleaseKeysUnavailable',
      expression: `sum(increase(release_key_failures_total{namespace="${namespace}",service="${name}"}[15m])) > 2`,
      lasting: '5m',
      severity: 'warning',
      summary: `${namespace}/${name} gets no keys from GitLab, and refuses every release.`,
    },
    {
      name: 'ReleasesRefused',
      expression: `sum(increase(${requests('refused')}[1h])) > 20`,
      lasting: '1m',
      severity: 'warning',
      summary: `${namespace}/${name} refused more than twenty releases within an hour.`,
    },
  ];
}
