import type { Tenant } from '../../model/tenant';
import type { DashboardProps } from '../base/dashboard-props';
import type { ServiceKinds } from '../services/service-kind';

/** Dashboards of those kinds of services that a tenant runs, in the order of the kinds; each shows all of its kind. */
export function serviceDashboards(tenants: readonly Tenant[], kinds: ServiceKinds): Promise<readonly DashboardProps[]> {
  const running = new Set(tenants.flatMap(({ services }) => services.map(({ kind }) => kind)));
  return Promise.all(
    kinds.flatMap(({ kind, dashboard }) => (dashboard !== undefined && running.has(kind) ? [dashboard()] : [])),
  );
}
