import { findDomain } from '../model/domain-names';

/** What of a solver of cert-manager says for which hosts it answers. */
export interface ChallengeSolver {
  readonly selector: { readonly dnsZones: readonly string[] };
}

/**
 * The solver that answers the challenges of a host: the one with the longest zone of it, or else the first without zones. Source:
 * cert-manager, "Configuring the DNS01 challenge provider".
 */
export function solverFor<Each extends ChallengeSolver>(host: string, solvers: readonly Each[]): Each | undefined {
  const zone = findDomain(
    host,
    solvers.flatMap(({ selector }) => selector.dnsZones),
  );
  return solvers.find(({ selector: { dnsZones } }) =>
    zone === undefined ? dnsZones.length === 0 : dnsZones.includes(zone),
  );
}
