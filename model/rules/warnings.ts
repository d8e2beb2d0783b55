import { openShiftReleases } from '../data/openshift-releases';
import { routerRules } from '../router-rules';
import { placeholderMaintainers, type Tenant } from '../tenant';
import { serviceCacheWarnings } from './cache-rules';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile, TenantFinding } from './findings';
import { keycloakConnectionWarnings } from './keycloak-connection-rules';
import { operatorWarnings } from './operator-rules';
import { privateZoneWarnings } from './private-zone-rules';
import { tunnelWarnings } from './peer-place-rules';
import { toRuleContext } from './rule-context';
import { vpcBlockWarnings } from './vpc-block-rules';

/** Warnings about allowed settings that a reviewer should know. */
export function environmentWarnings(environment: EnvironmentFile): readonly Finding[] {
  const { network, cluster, edge } = environment;
  const { release, api } = cluster;
  const { routeExternalCertificate } = openShiftReleases[release];
  const path = ['cluster', 'release'];
  const { group, rules } = routerRules(environment);
  return [
    ...findingIf(
      api === 'peers' && edge.peers.length === 0,
      ['cluster', 'api'],
      'nobody outside the VPC can connect to the Kubernetes API: edge.peers is empty, so the installer could not continue either',
      'name your own addresses in edge.peers, or work from inside and write api: vpc',
    ),
    ...findingIf(
      typeof api === 'object',
      ['cluster', 'api', 'everyone'],
      'the Kubernetes API is open to the whole internet',
      'name your own addresses in edge.peers, and omit api',
    ),
    ...findingIf(
      rules > network.securityGroupRules,
      'none' in edge.cdn ? ['edge', 'cdn'] : ['edge', 'cdn', 'ranges', 'ipv4'],
      `CDN, peers and NAT gateways need ${rules} rules in ${group}, which holds ${network.securityGroupRules}`,
      'join neighbouring ranges, or have the quota L-0EA8095F raised before the cluster is installed and write network.securityGroupRules',
    ),
    ...vpcBlockWarnings(environment),
    ...findingIf(
      network.nat !== 'per-zone',
      ['network', 'nat', 'single'],
      'one NAT gateway serves all zones: when its zone fails, nothing reaches the internet',
      'write nat: per-zone where that matters',
    ),
    ...findingIf(
      !('none' in edge.cdn) &&
        edge.cdn.clientAddressHeader === undefined &&
        environment.singleSignOn.keycloak?.placement === 'cluster',
      ['edge', 'cdn'],
      'Keycloak sees every client with the address of the CDN: no header with the client’s address is named',
      'write clientAddressHeader, like True-Client-IP, if the CDN overwrites it',
    ),
    ...keycloakConnectionWarnings(environment),
    ...operatorWarnings(environment),
    ...tunnelWarnings(environment),
    ...privateZoneWarnings(environment),
    ...findingIf(
      !routeExternalCertificate,
      path,
      `routes of ${release} cannot take their certificate from a Secret and serve the default one`,
      'upgrade to 4.19 or newer, or let the CDN accept the default certificate',
    ),
  ];
}

/** Warnings about allowed settings in the tenants' files. */
export const tenantWarnings = (tenants: readonly Tenant[], environment: EnvironmentFile): readonly TenantFinding[] =>
  tenants.flatMap((file) => {
    const { name: tenant, maintainers, services } = file;
    return [
      ...maintainers.flatMap((person, index) =>
        findingIf(placeholderMaintainers.includes(person), ['maintainers', index], 'is a placeholder', 'name a person'),
      ),
      ...services.flatMap((service, index) => [
        ...serviceCacheWarnings(service, environment, ['services', index]),
        ...[...(service.warnings ?? []), ...(service.advice?.(toRuleContext(service, file, environment)) ?? [])].map(
          (warning) => ({ ...warning, path: ['services', index, ...warning.path] }),
        ),
      ]),
    ].map((finding) => ({ ...finding, tenant }));
  });

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
