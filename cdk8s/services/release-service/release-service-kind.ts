import { findingIf } from '../../../model/finding';
import { defineKind } from '../service-kind';
import { releaseServiceHealth } from './release-service-health';
import { releaseServiceSchema } from './release-service-schema';

/** A release service: GitLab's CI jobs upload releases to it. */
export const releaseServiceKind = defineKind({
  schema: releaseServiceSchema,
  declare: ({ name, keepDeletedDays, downloads }) => ({
    secrets: { typedIn: [], generated: [] },
    bucket: { keepDeletedDays },
    objects: { below: name, may: 'publish' },
    probes: { health: releaseServiceHealth, closed: ['/metrics'] },
    findings: ({ hosts }) =>
      findingIf(
        downloads !== undefined && hosts.includes(new URL(downloads).hostname),
        ['downloads'],
        `${downloads ?? ''} is a host to which releases are uploaded, and which offers no downloads`,
        'name the host of a web-gateway with content: { service: <this one> }',
      ),
  }),
  chart: async () => (await import('./release-service-chart')).fillReleaseServiceChart,
  dashboard: async () => (await import('./release-dashboard')).releaseDashboard,
});
