import { isWithin } from '../domain-names';
import { clusterDomain } from '../environment';
import { gitlabHosts } from '../gitlab-names';
import { outsideHosts } from '../outside-hosts';
import type { Tenant } from '../tenant';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile, TenantRule } from './findings';

/** A host name belongs to one tenant, is below a domain that we have, and is served by one of the tenant's services. */
export const hostRule: TenantRule = (tenants, environment) => {
  const owners = new Map<string, string>();
  return tenants.flatMap((tenant) => {
    const { name, hosts } = tenant;
    const placed = hosts.flatMap((host, index) => {
      const owner = owners.get(host);
      owners.set(host, owner ?? name);
      const path = ['hosts', index];
      if (owner === undefined) return placeFindings(host, environment).map((problem) => ({ path, ...problem }));
      const place = owner === name ? 'this tenant already' : `tenant ${owner}`;
      return [{ path, reason: `${host} belongs to ${place}`, remedy: 'choose another name, or remove it there' }];
    });
    return [...placed, ...serviceHostFindings(tenant)].map((finding) => ({ ...finding, tenant: name }));
  });
};

/** Why a host name cannot be a tenant's, if it cannot. */
function placeFindings(host: string, environment: EnvironmentFile): readonly Omit<Finding, 'path'>[] {
  const { domains, privateZones, cluster, edge, singleSignOn, repository, gitlab } = environment;
  const apps = `apps.${clusterDomain(environment)}`;
  const { keycloak } = singleSignOn;
  const taken = [
    ...[singleSignOn.issuer, repository.url].map((url) => new URL(url).hostname),
    ...(keycloak?.placement === 'ecs' ? [keycloak.adminHost] : []),
    ...gitlabHosts(environment).map(({ host: own }) => own),
    ...(gitlab === undefined ? [] : [gitlab.ssh.host]),
  ];
  if (taken.includes(host)) {
    return [{ reason: `${host} is the environment's own`, remedy: 'choose another name' }];
  }
  if (isWithin(host, cluster.baseDomain) && !(isWithin(host, apps) && host !== apps)) {
    return [{ reason: `${host} is below the cluster's own domain`, remedy: `choose a name below ${apps}` }];
  }
  if (isWithin(host, apps) && /openshift|^canary/.test(host.slice(0, -apps.length))) {
    return [{ reason: `${host} is a name of OpenShift's`, remedy: `choose another name below ${apps}` }];
  }
  const sites = gitlab?.pages?.domain;
  if (sites !== undefined && isWithin(host, sites)) {
    return [{ reason: `${host} is below ${sites}, where GitLab's projects publish`, remedy: 'choose another name' }];
  }
  const hidden = privateZones.find((zone) => isWithin(host, zone));
  if (hidden !== undefined) {
    return [
      { reason: `${host} is below the private zone ${hidden}`, remedy: 'choose a name that the internet can look up' },
    ];
  }
  if (!domains.some((domain) => isWithin(host, domain))) {
    const remedy = `choose a name below one of: ${domains.join(', ')}`;
    return [{ reason: `${host} is not below a domain of this environment`, remedy }];
  }
  if (domains.includes(host) && ('none' in edge.cdn || edge.cdn.apexAddresses === undefined)) {
    const remedy = 'set edge.cdn.apexAddresses, or serve a name below it such as www';
    return [{ reason: `${host} is the apex of a domain, where DNS allows no alias`, remedy }];
  }
  return [];
}

/** Each of the tenant's hosts is served once, and no service serves a host that is not the tenant's. */
function serviceHostFindings(tenant: Tenant): readonly Finding[] {
  const { hosts, services } = tenant;
  const ofPorts = outsideHosts(tenant);
  const served = services.flatMap((service, index) => (service.hosts ?? []).map((host, at) => ({ host, index, at })));
  const servesAll = services.some((service) => service.hosts === undefined);
  return [
    ...findingIf(
      hosts.length === 0,
      ['hosts'],
      'names no host',
      'name at least one host: its services are reached by it',
    ),
    ...services.flatMap((service, index) =>
      findingIf(
        service.hosts === undefined && services.length > 1,
        ['services', index],
        'does not say which hosts it serves, and it is not the only service',
        'add hosts: with some of the hosts of the tenant',
      ),
    ),
    ...hosts.flatMap((host, index) =>
      findingIf(
        !servesAll && !ofPorts.has(host) && !served.some((entry) => entry.host === host),
        ['hosts', index],
        `${host} is served by none of the services`,
        'add it to the hosts of one service, or remove it',
      ),
    ),
    ...served.flatMap(({ host, index, at }, position) => {
      const path = ['services', index, 'hosts', at];
      const remedy = `write one of: ${hosts.join(', ')}`;
      const first = served.findIndex((other) => other.host === host);
      const place = served[first]?.index === index ? 'named twice' : 'served by another service too';
      return [
        ...findingIf(!hosts.includes(host), path, `${host} is not one of the hosts of the tenant`, remedy),
        ...findingIf(first < position, path, `${host} is ${place}`, 'keep it in one place'),
      ];
    }),
  ];
}
