import { openShiftReleases } from '../../model/data/openshift-releases';
import { isWithin } from '../../model/domain-names';
import { clusterDomain, type Environment } from '../../model/environment';
import type { PublicHost } from '../base/network/public-route';

/**
 * Returns a host with its limits, if it has any, and with the source of its certificate: the routers' wildcard for hosts below the cluster's domain, else ACME if the
 * release supports certificates from Secrets in Routes.
 */
export function publicHost(
  host: string,
  environment: Environment,
  limits: Environment['edge']['limits'] = environment.edge.limits,
): PublicHost {
  const own = isWithin(host, `apps.${clusterDomain(environment)}`);
  const { routeExternalCertificate } = openShiftReleases[environment.cluster.release];
  return {
    host,
    certificate: own || !routeExternalCertificate ? 'router-default' : 'acme',
    limits: limits.find((each) => each.host === host),
  };
}
