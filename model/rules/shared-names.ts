import type { ClaimedName } from '../claimed-names';
import { isWithin } from '../domain-names';
import type { Finding } from '../finding';
import type { NamedEnvironment } from '../named-environments';
import { formatPath } from '../problem';
import type { TenantFinding } from './findings';

/**
 * Findings for names that two environments of a home make records for. Each renders a zone file of its own, and the provider would lead
 * the name to both, or refuse the second. What is below a zone in Route 53 is answered there alone. Source: RFC 1034, section 4.2.1.
 */
export function sharedNames(
  name: string,
  environments: readonly NamedEnvironment[],
): { readonly environment: readonly Finding[]; readonly tenants: readonly TenantFinding[] } {
  const own = environments.find((each) => each.name === name)?.claims ?? [];
  const others = environments
    .filter((each) => each.name !== name)
    .flatMap((each) => each.claims.map((claim) => ({ ...claim, of: each.name })));
  const found = own.flatMap((claim) => {
    const other = others.find((each) => isSame(claim, each)) ?? others.find((each) => isInside(claim, each));
    return other === undefined ? [] : [{ tenant: claim.tenant, ...toFinding(claim, other) }];
  });
  return {
    environment: found.flatMap(({ tenant, ...finding }) => (tenant === undefined ? [finding] : [])),
    tenants: found.flatMap(({ tenant, ...finding }) => (tenant === undefined ? [] : [{ ...finding, tenant }])),
  };
}

/** A host and a domain of mail have records of different types, which may be made by two. */
const isSame = (claim: ClaimedName, other: ClaimedName): boolean => claim.name === other.name && claim.as === other.as;

const isInside = ({ name }: ClaimedName, other: ClaimedName): boolean =>
  other.as === 'zone' && isWithin(name, other.name);

function toFinding(claim: ClaimedName, other: ClaimedName & { readonly of: string }): Finding {
  const { name, path } = claim;
  const file = other.tenant === undefined ? 'environment' : `tenants/${other.tenant}`;
  const place = `environments/${other.of}/${file}.yaml, ${formatPath(other.path)}`;
  if (!isSame(claim, other)) {
    return {
      path,
      reason: `${name} is in ${other.name}, a zone of environment ${other.of} in Route 53 (${place})`,
      remedy: `choose a name outside ${other.name}`,
    };
  }
  return {
    path,
    reason: `${name} is a name of environment ${other.of} too (${place})`,
    remedy:
      claim.as === 'zone'
        ? 'choose another name: a delegation leads to one zone only'
        : 'choose another name, or remove it there',
  };
}
