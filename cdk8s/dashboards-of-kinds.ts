import { servicesDashboard } from './platform/monitoring/dashboards/services-dashboard';
import { singleSignOnDashboard } from './applications/single-sign-on-dashboard';
import type { ChartedKinds } from './services/service-kind';

/**
 * Returns the name of the dashboard for each kind of service, and for `keycloak`. A kind without a dashboard of its own gets the
 * name of the dashboard of all services.
 */
export async function dashboardsOfKinds(kinds: ChartedKinds): Promise<ReadonlyMap<string, string>> {
  const ofTenants = kinds.map(async ({ kind, dashboard }) => {
    const { name } = dashboard === undefined ? servicesDashboard : await dashboard();
    return [kind, name] as const;
  });
  return new Map([...(await Promise.all(ofTenants)), ['keycloak', singleSignOnDashboard.name]]);
}
