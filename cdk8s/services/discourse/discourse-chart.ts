import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { Discourse } from './discourse';
import type { DiscourseService } from './discourse-schema';

/** Puts a forum into its chart. */
export function fillDiscourseChart(chart: PlatformChart, service: DiscourseService, context: ServiceContext): void {
  const { tenant, hosts, proxies, login, remoteSecret } = context;
  const { name, image, architecture, uploadsHost, administrators, size, web, jobs, mail, database, cache } = service;
  new Discourse(chart, name, {
    name,
    namespace: tenant,
    image,
    architecture,
    hosts,
    proxies,
    uploadsHost,
    administrators,
    size,
    web,
    jobs,
    mail: { ...mail, relay: mail.relay ?? context.mail() },
    database: context.postgres(database),
    cache: context.cache(cache),
    bucket: context.bucket(),
    issuer: login.issuer,
    remoteSecret,
  });
}
