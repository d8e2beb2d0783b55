import { certificateFault } from '../certificate-fault';
import { isWithin } from '../domain-names';
import { clusterDomain } from '../environment';
import { routeName } from '../formats/route-suffix';
import { claimedRoute, hostClaims, type HostClaim } from '../kinds/host-claims';
import { outsideHosts } from '../outside-hosts';
import { loginHosts, platformHosts } from '../platform-hosts';
import type { Tenant } from '../tenant';
import { findingIf, type Finding } from '../finding';
import { formatPath } from '../problem';
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
  const { domains, privateZones, cluster, edge, gitlab, hosts } = environment;
  const apps = `apps.${clusterDomain(environment)}`;
  const taken = [...platformHosts(environment), ...hosts.machines.flatMap(({ records }) => records.public)];
  if (taken.includes(host)) {
    return [{ reason: `${host} is the environment's own`, remedy: 'choose another name' }];
  }
  // All hosts are below the domains themselves, where a community may log in too.
  const login = loginHosts(environment).find((each) => isWithin(host, each) && !domains.includes(each));
  if (login !== undefined) {
    const reason = `${host} is below ${login}, where people log in: its pages could set cookies of the login`;
    return [{ reason, remedy: 'choose a name beside it' }];
  }
  const fault = certificateFault(host);
  if (fault !== undefined) return [fault];
  if (host.startsWith('wpad.')) {
    const reason = `${host} is where browsers ask by themselves for a proxy, and send it what they load`;
    return [{ reason, remedy: 'choose another name' }];
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

/** Each of the tenant's hosts is served, each path of it once, and no service serves a host that is not the tenant's. */
function serviceHostFindings(tenant: Tenant): readonly Finding[] {
  const { hosts, services } = tenant;
  const claims = hostClaims(tenant);
  const ofPorts = outsideHosts(tenant);
  return [
    ...findingIf(
      hosts.length === 0 && (services.length === 0 || services.some((service) => service.hosts === undefined)),
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
        !ofPorts.has(host) && !claims.some((claim) => claim.host === host),
        ['hosts', index],
        `${host} is served by none of the services`,
        'add it to the hosts of one service, or remove it',
      ),
    ),
    // A service without `hosts` beside others is one mistake, which is found above.
    ...claims
      .filter(({ at }) => at.length > 2)
      .flatMap((claim, index, named) =>
        claimFindings(claim, tenant, [...named.slice(0, index), ...claims.filter(isClosed)]),
      ),
  ];
}

function claimFindings(claim: HostClaim, { hosts }: Tenant, others: readonly HostClaim[]): readonly Finding[] {
  const { host, path, at, says } = claim;
  const list = (each: HostClaim) => JSON.stringify(each.at.slice(0, each.at.lastIndexOf('hosts')));
  const entry = at.slice(0, at.lastIndexOf('hosts') + 2);
  const twin =
    says === 'host' &&
    others.some(
      (each) =>
        each.says === 'host' &&
        each.host === host &&
        list(each) === list(claim) &&
        JSON.stringify(each.at.slice(0, entry.length)) !== JSON.stringify(entry),
    );
  return [
    ...findingIf(
      says === 'host' && !hosts.includes(host),
      typeof at.at(-1) === 'number' && path !== undefined ? [...entry, 'host'] : at,
      `${host} is not one of the hosts of the tenant`,
      `write one of: ${hosts.join(', ')}`,
    ),
    ...findingIf(
      says === 'host' && path !== undefined && routeName('', path) === '',
      at,
      'is every path of the host',
      'write only the name of the host',
    ),
    ...findingIf(twin, entry, `${host} is named twice`, 'keep it in one place, with all its paths'),
    ...(twin ? [] : repeatedClaimFindings(claim, others)),
  ];
}

const isClosed = ({ says }: HostClaim): boolean => says === 'closed';

/** Two answerers of one path: the routers would choose the older Route. */
function repeatedClaimFindings(claim: HostClaim, others: readonly HostClaim[]): readonly Finding[] {
  const { host, path, service, at } = claim;
  const other = others.find(
    (each) =>
      (isClosed(each) ? each.host === host && each.path === path : claimedRoute(each) === claimedRoute(claim)) &&
      // Paths at all hosts of one service are compared once, by its kind.
      !(each.service === service && each.says !== 'host' && claim.says !== 'host'),
  );
  if (other === undefined) return [];
  const place = formatPath(other.at);
  const what = path === undefined ? host : `${path} of ${host}`;
  if (isClosed(other))
    return findingIf(true, at, `${what} is closed to the internet by ${other.service}`, 'choose another path');
  const same = other.host === host && other.path === path;
  const told = other.path === undefined ? other.host : `${other.path} of ${other.host}`;
  return findingIf(
    true,
    at,
    same ? `${what} is served by ${place} too` : `${what} differs from ${told} only in punctuation, at ${place}`,
    same ? 'keep it in one place' : 'choose a name with other letters or digits',
  );
}
