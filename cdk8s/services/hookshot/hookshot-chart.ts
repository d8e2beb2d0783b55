import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { Hookshot } from './hookshot';
import type { HookshotService } from './hookshot-schema';

/** Puts a bridge into its chart. */
export function fillHookshotChart(chart: PlatformChart, service: HookshotService, context: ServiceContext): void {
  const { remoteSecret } = context;
  const { name, homeserver, sources, administrators, cache } = service;
  new Hookshot(chart, name, {
    name,
    host: context.hosts[0],
    homeserver,
    sources,
    administrators,
    cache: context.cache(cache),
    remoteSecret,
  });
}
