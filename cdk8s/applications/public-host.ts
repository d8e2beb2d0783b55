import { openShiftReleases } from '../../model/data/openshift-releases';
import { isWithin } from '../../model/domain-names';
import { clusterDomain, type Environment } from '../../model/environment';
import type { PublicHost } from '../base/network/public-route';

/** Hosts below the cluster's domain are covered by the router's wildcard; others need what their release can do. */
export function publicHost(host: string, environment: Environment): PublicHost {
  const own = isWithin(host, `apps.${clusterDomain(environment)}`);
  const { routeExternalCertificate } = openShiftReleases[environment.cluster.release];
  return { host, certificate: own || !routeExternalCertificate ? 'router-default' : 'acme' };
}
