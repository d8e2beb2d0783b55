import { defineKind } from '../service-kind';
import { releaseServiceHealth } from './release-service-health';
import { releaseServiceSchema } from './release-service-schema';

/** A release service: GitLab's CI jobs upload releases to it. */
export const releaseServiceKind = defineKind({
  schema: releaseServiceSchema,
  declare: ({ name, keepDeletedDays }) => ({
    secrets: { typedIn: [], generated: [] },
    bucket: { keepDeletedDays },
    objects: { below: name, may: 'publish' },
    probes: { health: releaseServiceHealth, closed: ['/metrics'] },
  }),
  chart: async () => (await import('./release-service-chart')).fillReleaseServiceChart,
  dashboard: async () => (await import('./release-dashboard')).releaseDashboard,
});
