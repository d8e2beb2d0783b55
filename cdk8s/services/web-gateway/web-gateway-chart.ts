import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { WebGateway } from './web-gateway';
import type { GatewayService } from './web-gateway-schema';

/** Puts a gateway into its chart. */
export function fillWebGatewayChart(chart: PlatformChart, service: GatewayService, context: ServiceContext): void {
  const { hosts } = context;
  const { name, image, updates, serves, health, answers, headers, notFound, cacheSeconds, replicas } = service;
  new WebGateway(chart, name, {
    name,
    image,
    updates,
    hosts,
    serves,
    bucket: context.bucket(),
    healthPath: health,
    answers,
    headers,
    notFound,
    cacheSeconds,
    replicas,
  });
}
