import type { Tenant } from '../../model/tenant';
import type { DashboardProps } from '../base/monitoring/dashboard-props';
import type { ChartedKinds } from '../services/service-kind';

/** Loads the dashboards of the kinds of services that tenants run, in the order of the kinds. */
export function tenantDashboards(tenants: readonly Tenant[], kinds: ChartedKinds): Promise<readonly DashboardProps[]> {
  const running = new Set(tenants.flatMap(({ services }) => services.map(({ kind }) => kind)));
  return Promise.all(
    kinds.flatMap(({ kind, dashboard }) => (dashboard !== undefined && running.has(kind) ? [dashboard()] : [])),
  );
}
