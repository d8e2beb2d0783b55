import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { HedgeDoc } from './hedgedoc';
import type { HedgeDocService } from './hedgedoc-schema';

/** Puts a HedgeDoc into its chart. */
export function fillHedgeDocChart(chart: PlatformChart, service: HedgeDocService, context: ServiceContext): void {
  const { tenant, hosts, login, remoteSecret } = context;
  const { name, guests, members, limits, uploadsGiB, backup, database } = service;
  new HedgeDoc(chart, name, {
    name,
    namespace: tenant,
    hosts,
    guests,
    members,
    limits,
    uploadsGiB,
    uploadsBackup: backup,
    database: context.postgres(database),
    issuer: login.issuer,
    remoteSecret,
  });
}
