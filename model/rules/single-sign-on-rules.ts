import { adminHostInCluster, openshiftLogin } from '../realm/declared-realm';
import { gitlabName } from '../gitlab-names';
import { clusterDomain } from '../environment';
import { resourceNames } from '../naming';
import type { PathStep } from '../problem';
import { serviceClient } from '../service-client';
import { isWithin } from '../domain-names';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile, TenantRule } from './findings';

/**
 * Services are told apart by tenant and service in the single sign-on, where both together are one name; and no tenant has
 * the host of its administration.
 */
export const singleSignOnRule: TenantRule = (tenants, environment) => {
  const names = resourceNames(environment);
  const owners = new Map<string, string>([
    [openshiftLogin.client, 'OpenShift'],
    [gitlabName, 'GitLab'],
    ...environment.access.contributors.map(
      ({ name }) => [names.contributorClient(name), `contributor ${name}`] as const,
    ),
  ]);
  const adminHost = adminHostInCluster(environment);
  return tenants.flatMap(({ name, hosts, services }) => [
    ...services.flatMap((service, index) => {
      if (service.login === undefined) return [];
      const client = serviceClient(name, service.name);
      const owner = owners.get(client);
      // Two of one tenant have one name, which is found elsewhere.
      const own = `service ${service.name} of tenant ${name}`;
      owners.set(client, owner ?? own);
      return findingIf(
        owner !== undefined && owner !== own,
        ['services', index, 'name'],
        `${client} is what single sign-on calls ${owner ?? ''}`,
        'choose another name for the service',
      ).map((finding) => ({ ...finding, tenant: name }));
    }),
    ...findingIf(
      hosts.includes(adminHost),
      ['hosts', hosts.indexOf(adminHost)],
      `${adminHost} is the environment's own`,
      'choose another name',
    ).map((finding) => ({ ...finding, tenant: name })),
  ]);
};

/**
 * A Keycloak of ours answers at an alias that the DNS provider of our domains holds, on the usual port: routers and balancers have no
 * other, and nobody else's certificate would be for it. One beside the cluster has a second name.
 */
export function singleSignOnFindings(environment: EnvironmentFile): readonly Finding[] {
  const { issuer, keycloak } = environment.singleSignOn;
  if (keycloak === undefined) return [];
  const { hostname: host, port } = new URL(issuer);
  const path = ['singleSignOn', 'issuer'];
  const address = [
    ...(keycloak.placement === 'cluster' && isWithin(host, `apps.${clusterDomain(environment)}`)
      ? []
      : aliasFindings(host, path, environment)),
    ...findingIf(
      port !== '',
      path,
      `names the port ${port}, and a Keycloak of ours is reached at 443 alone`,
      `write ${issuer.replace(`:${port}`, '')}`,
    ),
    ...findingIf(
      /:443(\/|$)/.test(issuer),
      path,
      'writes the usual port out, and tokens are compared with it letter by letter',
      `write ${issuer.replace(':443', '')}`,
    ),
  ];
  return keycloak.placement === 'ecs' ? [...address, ...besideClusterFindings(environment, keycloak, host)] : address;
}

type BesideCluster = Extract<NonNullable<EnvironmentFile['singleSignOn']['keycloak']>, { readonly placement: 'ecs' }>;

function besideClusterFindings(
  environment: EnvironmentFile,
  keycloak: BesideCluster,
  host: string,
): readonly Finding[] {
  const { adminHost } = keycloak;
  const adminPath = ['singleSignOn', 'keycloak', 'adminHost'];
  return [
    ...aliasFindings(adminHost, adminPath, environment),
    ...findingIf(
      !('none' in environment.edge.cdn) &&
        environment.edge.cdn.clientAddressHeader?.toLowerCase() !== 'x-forwarded-for',
      ['edge', 'cdn'],
      'Keycloak beside the cluster reads who is asking in X-Forwarded-For alone, where anybody may write, and its balancer overwrites nothing',
      'have the CDN overwrite X-Forwarded-For, and write clientAddressHeader: X-Forwarded-For, or run Keycloak in the cluster',
    ),
    ...findingIf(
      adminHost === host,
      adminPath,
      'is where everybody logs in',
      'choose a name for the administration alone',
    ),
  ];
}

function aliasFindings(name: string, path: readonly PathStep[], environment: EnvironmentFile): readonly Finding[] {
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
    return [{ path, reason: `${name} is below the private zone ${hidden}, which the internet does not see`, remedy }];
  }
  return findingIf(
    !domains.some((domain) => isWithin(name, domain)),
    path,
    `${name} is not below a domain of this environment`,
    remedy,
  );
}
