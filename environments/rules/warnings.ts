import { openShiftReleases } from '../data/openshift-releases';
import type { EnvironmentFile, Finding, TenantFinding } from './findings';
import { unnamedMaintainers, type Tenant } from '../tenant';

/** What is allowed, and that a reviewer should nevertheless know. */
export function environmentWarnings({ network, cluster }: EnvironmentFile): readonly Finding[] {
  const { heldBackOperators, routeExternalCertificate } = openShiftReleases[cluster.release];
  const path = ['cluster', 'release'];
  return [
    ...(network.nat === 'per-zone'
      ? []
      : [
          {
            path: ['network', 'nat', 'single'],
            reason: 'one NAT gateway serves all zones: when its zone fails, nothing reaches the internet',
            remedy: 'write nat: per-zone where that matters',
          },
        ]),
    ...(heldBackOperators.length === 0
      ? []
      : [
          {
            path,
            reason: `${cluster.release} needs older operators: ${heldBackOperators.join(', ')}`,
            remedy: 'plan the upgrade to a newer release',
          },
        ]),
    ...(routeExternalCertificate
      ? []
      : [
          {
            path,
            reason: `routes of ${cluster.release} cannot take their certificate from a Secret and serve the default one`,
            remedy: 'upgrade to 4.19 or newer, or let the CDN accept the default certificate',
          },
        ]),
  ];
}

/** The same for the tenants' files. */
export function tenantWarnings(tenants: readonly Tenant[]): readonly TenantFinding[] {
  return tenants.flatMap(({ name, maintainers }) =>
    maintainers.flatMap((person, index) =>
      unnamedMaintainers.includes(person)
        ? [{ tenant: name, path: ['maintainers', index], reason: 'is nobody yet', remedy: 'name a person' }]
        : [],
    ),
  );
}

/** Tenants whose review is due on `today`, a day like 2026-11-21. */
export function reviewsDue(tenants: readonly Tenant[], today: string): readonly TenantFinding[] {
  return tenants
    .filter(({ reviewBy }) => reviewBy < today)
    .map(({ name, reviewBy }) => ({
      tenant: name,
      path: ['reviewBy'],
      reason: `the review was due on ${reviewBy}`,
      remedy: 'ask the maintainers whether it is still needed, then set the next day',
    }));
}
