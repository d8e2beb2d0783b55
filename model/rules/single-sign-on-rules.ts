import { adminHostInCluster, openshiftLogin } from '../realm/declared-realm';
import { gitlabName } from '../gitlab-names';
import { clusterDomain } from '../environment';
import { resourceNames } from '../naming';
import { serviceClient } from '../service-client';
import { isWithin } from '../domain-names';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { aliasFindings } from './alias-findings';
import type { EnvironmentFile, TenantRule } from './findings';

/**
 * The single sign-on names a client by tenant and service joined by a hyphen, so no two pairs may give the same name; and no
 * tenant has the host of its administration.
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
      // Two services of one tenant with the same name are found by another rule.
      const own = `service ${service.name} of tenant ${name}`;
      owners.set(client, owner ?? own);
      return findingIf(
        owner !== undefined && owner !== own,
        ['services', index, 'name'],
        `${client} is the client of ${owner ?? ''} in single sign-on`,
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
 * A Keycloak that the environment runs has a host below a registered domain, on port 443: routers and load balancers have no
 * other port, and certificates are only made for registered domains. One beside the cluster also has a second host.
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
      `names the port ${port}, and a Keycloak of ours has only port 443`,
      `write ${issuer.replace(`:${port}`, '')}`,
    ),
    ...findingIf(
      /:443(\/|$)/.test(issuer),
      path,
      'includes the default port, and tokens are compared with the exact text',
      `write ${issuer.replace(':443', '')}`,
    ),
  ];
  return [
    ...address,
    ...(keycloak.placement === 'ecs' ? besideClusterFindings(environment, keycloak, host) : []),
    ...foreignDirectoryFindings(keycloak.directory),
  ];
}

type Keycloak = NonNullable<EnvironmentFile['singleSignOn']['keycloak']>;

/** A FreeIPA that is not the environment’s: each server once, and an account of the same tree. */
function foreignDirectoryFindings(directory: Keycloak['directory']): readonly Finding[] {
  if (typeof directory === 'string' || 'none' in directory) return [];
  const { hosts, baseDn, readAs } = directory;
  const path = ['singleSignOn', 'keycloak', 'directory'];
  return [
    ...repeatFindings(
      hosts,
      (index) => [...path, 'hosts', index],
      (first) => `repeats hosts[${first}]`,
      'name each server once: the next one is asked when one is down',
    ),
    ...findingIf(
      readAs?.toLowerCase().endsWith(`,${baseDn.toLowerCase()}`) === false,
      [...path, 'readAs'],
      `is not below ${baseDn}, so the directory has no such account`,
      `write it like uid=keycloak,cn=sysaccounts,cn=etc,${baseDn}`,
    ),
  ];
}

type BesideCluster = Extract<Keycloak, { readonly placement: 'ecs' }>;

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
      'Keycloak outside the cluster reads the client’s address only from X-Forwarded-For, which clients can forge, and its balancer does not overwrite it',
      'have the CDN overwrite X-Forwarded-For, and write clientAddressHeader: X-Forwarded-For, or run Keycloak in the cluster',
    ),
    ...findingIf(
      adminHost === host,
      adminPath,
      'is the host where everybody logs in',
      'choose a separate name for the administration',
    ),
  ];
}
