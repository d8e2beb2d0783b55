import { openShiftReleases } from '../data/openshift-releases';
import { unnamedMaintainers, type Tenant } from '../tenant';
import { findingIf, type EnvironmentFile, type Finding, type TenantFinding } from './findings';

/** What is allowed, and that a reviewer should nevertheless know. */
export function environmentWarnings({ network, cluster: { release } }: EnvironmentFile): readonly Finding[] {
  const { heldBackOperators, routeExternalCertificate } = openShiftReleases[release];
  const path = ['cluster', 'release'];
  return [
    ...findingIf(
      network.nat !== 'per-zone',
      ['network', 'nat', 'single'],
      'one NAT gateway serves all zones: when its zone fails, nothing reaches the internet',
      'write nat: per-zone where that matters',
    ),
    ...findingIf(
      heldBackOperators.length > 0,
      path,
      `${release} needs older operators: ${heldBackOperators.join(', ')}`,
      'plan the upgrade to a newer release',
    ),
    ...findingIf(
      !routeExternalCertificate,
      path,
      `routes of ${release} cannot take their certificate from a Secret and serve the default one`,
      'upgrade to 4.19 or newer, or let the CDN accept the default certificate',
    ),
  ];
}

/** The same for the tenants' files. */
export const tenantWarnings = (tenants: readonly Tenant[]): readonly TenantFinding[] =>
  tenants.flatMap(({ name: tenant, maintainers }) =>
    maintainers
      .flatMap((person, index) =>
        findingIf(unnamedMaintainers.includes(person), ['maintainers', index], 'is nobody yet', 'name a person'),
      )
      .map((finding) => ({ ...finding, tenant })),
  );

/** Tenants whose review is due on `today`, a day like 2026-11-21. */
export const reviewsDue = (tenants: readonly Tenant[], today: string): readonly TenantFinding[] =>
  tenants
    .filter(({ reviewBy }) => reviewBy < today)
    .map(({ name, reviewBy }) => ({
      tenant: name,
      path: ['reviewBy'],
      reason: `the review was due on ${reviewBy}`,
      remedy: 'ask the maintainers whether it is still needed, then set the next day',
    }));
