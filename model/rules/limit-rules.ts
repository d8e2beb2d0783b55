import { findingIf, repeatFindings, type Finding } from '../finding';
import { gitlabHosts } from '../gitlab-names';
import { hostClaims } from '../kinds/host-claims';
import type { PathStep } from '../problem';
import type { EnvironmentFile, TenantRule } from './findings';

/** Limits of a tenant are about hosts at which one of its services answers requests. */
export const limitRule: TenantRule = (tenants, environment) =>
  tenants.flatMap((tenant) => {
    const served = new Set(hostClaims(tenant).map(({ host }) => host));
    return [
      ...limitFindings(tenant.limits, environment, ['limits']),
      ...tenant.limits.flatMap(({ host }, index) =>
        findingIf(
          !served.has(host),
          ['limits', index, 'host'],
          `${host} is no host at which a service of the tenant answers requests`,
          served.size === 0 ? 'leave it out' : `write one of: ${[...served].join(', ')}`,
        ),
      ),
    ].map((finding) => ({ ...finding, tenant: tenant.name }));
  });

/** Limits of the environment are about hosts of the platform that the routers serve. */
export function edgeLimitFindings(environment: EnvironmentFile): readonly Finding[] {
  const { edge, singleSignOn } = environment;
  const { placement } = singleSignOn.keycloak ?? {};
  const login = new URL(singleSignOn.issuer).hostname;
  const served = [...(placement === 'cluster' ? [login] : []), ...gitlabHosts(environment).map(({ host }) => host)];
  return [
    ...limitFindings(edge.limits, environment, ['edge', 'limits']),
    ...edge.limits.flatMap(({ host }, index) =>
      findingIf(
        !served.includes(host),
        ['edge', 'limits', index, 'host'],
        placement === 'ecs' && host === login
          ? `${host} is not behind the routers, but behind a balancer with a firewall of its own`
          : `${host} is no host of the platform that the routers serve`,
        placement === 'ecs' && host === login
          ? 'write singleSignOn.keycloak.requestsPerAddress'
          : 'write a host of single sign-on or of GitLab; the host of a tenant belongs into limits of its file',
      ),
    ),
  ];
}

function limitFindings(
  limits: EnvironmentFile['edge']['limits'],
  { edge }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  return [
    ...findingIf(
      limits.length > 0 && !('none' in edge.cdn),
      path,
      'count the CDN as one caller, and so would refuse everybody at once',
      'leave it out, and limit callers at the CDN, which sees who they are',
    ),
    ...limits.flatMap(({ atOnce, inThreeSeconds, inTenSeconds }, index) =>
      findingIf(
        (atOnce ?? inThreeSeconds ?? inTenSeconds) === undefined,
        [...path, index],
        'limits nothing',
        'add atOnce, inThreeSeconds or inTenSeconds',
      ),
    ),
    ...repeatFindings(
      limits.map(({ host }) => host),
      (index) => [...path, index, 'host'],
      (first) => `repeats limits[${first}].host`,
      'name each host once',
    ),
  ];
}
