import { servicesDashboard } from './platform/monitoring/dashboards/services-dashboard';
import { singleSignOnDashboard } from './applications/single-sign-on-dashboard';
import type { ChartedKinds } from './services/service-kind';

/**
 * Name of the dashboard of each kind of service, and of Keycloak's, which the platform runs in the same way; kinds that tell no
 * figures of their own are on that of all services.
 */
export async function dashboardsOfKinds(kinds: ChartedKinds): Promise<ReadonlyMap<string, string>> {
  const ofTenants = kinds.map(async ({ kind, dashboard }) => {
    const { name } = dashboard === undefined ? servicesDashboard : await dashboard();
    return [kind, name] as const;
  });
  return new Map([...(await Promise.all(ofTenants)), ['keycloak', singleSignOnDashboard.name]]);
}
