import { isWithin } from '../domain-names';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';
import type { EnvironmentFile } from './findings';

/** Whether a host can be an alias at the DNS provider of the domains, for a load balancer of the platform. */
export function aliasFindings(
  name: string,
  path: readonly PathStep[],
  environment: EnvironmentFile,
): readonly Finding[] {
  const { domains, cluster } = environment;
  const remedy = `choose a name below one of: ${domains.join(', ')}`;
  if (isWithin(name, cluster.baseDomain)) {
    return [{ path, reason: `${name} is below the cluster's own domain, where only the cluster has names`, remedy }];
  }
  if (domains.includes(name)) {
    return [{ path, reason: `${name} is a registered domain itself, where DNS allows no alias`, remedy }];
  }
  const hidden = environment.privateZones.find((zone) => isWithin(name, zone));
  if (hidden !== undefined) {
    return [{ path, reason: `${name} is below the private zone ${hidden}, which the internet cannot resolve`, remedy }];
  }
  return findingIf(
    !domains.some((domain) => isWithin(name, domain)),
    path,
    `${name} is not below a domain of this environment`,
    remedy,
  );
}
