import type { Tenant } from '../../model/tenant';
import type { DashboardProps } from '../base/monitoring/dashboard-props';
import type { ChartedKinds } from '../services/service-kind';

/** Dashboards of those kinds of services that a tenant runs, in the order of the kinds; each shows all of its kind. */
export function tenantDashboards(tenants: readonly Tenant[], kinds: ChartedKinds): Promise<readonly DashboardProps[]> {
  const running = new Set(tenants.flatMap(({ services }) => services.map(({ kind }) => kind)));
  return Promise.all(
    kinds.flatMap(({ kind, dashboard }) => (dashboard !== undefined && running.has(kind) ? [dashboard()] : [])),
  );
}
