import { clusterDomain } from '../environment';
import type { PathStep } from '../problem';
import type { Service, Tenant } from '../tenant';
import { repeats, type TenantFinding, type TenantRule } from './findings';

/** Namespaces that belong to the cluster or to the platform. Source: OpenShift's reserved project names. */
const reservedNamespace = /^(openshift|kube|default|platform|applications|external-secrets|cert-manager|cnpg)(-|$)/;

/** Names that the objects of a tenant's namespace or of another service's database take. */
const reservedService = /^(namespace|tenant|maintainers|default-deny|dns|secrets-reader)$|-(db|pooler|data|closed)$/;

/** What must hold for one tenant. */
export const singleTenantRule: TenantRule = (tenants, environment) =>
  tenants.flatMap((tenant) =>
    [
      ...(reservedNamespace.test(tenant.name)
        ? [
            {
              path: [],
              reason: `${tenant.name} is a name the cluster keeps for itself`,
              remedy: 'rename the file: its name becomes a namespace',
            },
          ]
        : []),
      ...repeats(tenant.maintainers).map(({ index, first }) => ({
        path: ['maintainers', index],
        reason: `repeats maintainers[${first}]`,
        remedy: 'name a second person',
      })),
      ...repeats(tenant.services.map(({ name }) => name)).map(({ index, first }) => ({
        path: ['services', index, 'name'],
        reason: `repeats the name of services[${first}]`,
        remedy: 'give each service of a tenant a name of its own',
      })),
      ...tenant.services.flatMap(({ name }, index) =>
        reservedService.test(name)
          ? [
              {
                path: ['services', index, 'name'],
                reason: `${name} is a name that other objects of the namespace take`,
                remedy: 'choose another name, without -db, -pooler, -data or -closed at its end',
              },
            ]
          : [],
      ),
      ...tenant.services.flatMap((service, index) => serviceFindings(service, environment, ['services', index])),
      ...hostFindings(tenant),
    ].map((finding) => ({ ...finding, tenant: tenant.name })),
  );

/** What must hold between tenants: a host name belongs to one of them, below a domain that we have. */
export const hostRule: TenantRule = (tenants, environment) => {
  const apps = `apps.${clusterDomain(environment)}`;
  const owners = new Map<string, string>();
  return tenants.flatMap(({ name: tenant, hosts }) =>
    hosts.flatMap((host, index): TenantFinding[] => {
      const path = ['hosts', index];
      const owner = owners.get(host);
      owners.set(host, owner ?? tenant);
      if (owner !== undefined) {
        const place = owner === tenant ? 'this tenant already' : `tenant ${owner}`;
        return [
          { tenant, path, reason: `${host} belongs to ${place}`, remedy: 'choose another name, or remove it there' },
        ];
      }
      const domain = environment.domains.find((known) => host === known || host.endsWith(`.${known}`));
      if (host.endsWith(`.${environment.cluster.baseDomain}`) && !host.endsWith(`.${apps}`)) {
        return [
          { tenant, path, reason: `${host} is below the cluster's own domain`, remedy: `choose a name below ${apps}` },
        ];
      }
      if (domain === undefined) {
        const remedy = `choose a name below one of: ${environment.domains.join(', ')}`;
        return [{ tenant, path, reason: `${host} is not below a domain of this environment`, remedy }];
      }
      const { cdn } = environment.edge;
      if (host === domain && ('none' in cdn || cdn.apexAddresses === undefined)) {
        const remedy = 'set edge.cdn.apexAddresses, or serve a name below it such as www';
        return [{ tenant, path, reason: `${host} is the apex of a domain, where DNS allows no alias`, remedy }];
      }
      return [];
    }),
  );
};

function hostFindings({ hosts, services }: Tenant) {
  const served = services.flatMap((service, index) => (service.hosts ?? []).map((host, at) => ({ host, index, at })));
  const implicit = services.filter((service) => service.hosts === undefined);
  const unserved = hosts.flatMap((host, index) =>
    implicit.length > 0 || served.some((entry) => entry.host === host) ? [] : [{ host, index }],
  );
  return [
    ...(implicit.length > 0 && services.length > 1
      ? services.flatMap((service, index) =>
          service.hosts === undefined
            ? [
                {
                  path: ['services', index] as PathStep[],
                  reason: 'does not say which hosts it serves, and it is not the only service',
                  remedy: 'add hosts: with some of the hosts of the tenant',
                },
              ]
            : [],
        )
      : []),
    ...(hosts.length === 0
      ? [{ path: ['hosts'], reason: 'names no host', remedy: 'name at least one host: its services are reached by it' }]
      : []),
    ...unserved.map(({ host, index }) => ({
      path: ['hosts', index],
      reason: `${host} is served by none of the services`,
      remedy: 'add it to the hosts of one service, or remove it',
    })),
    ...served.flatMap(({ host, index, at }, position) => {
      const path = ['services', index, 'hosts', at];
      if (!hosts.includes(host)) {
        return [
          {
            path,
            reason: `${host} is not one of the hosts of the tenant`,
            remedy: `write one of: ${hosts.join(', ')}`,
          },
        ];
      }
      return served.findIndex((other) => other.host === host) < position
        ? [{ path, reason: `${host} is served by another service too`, remedy: 'keep it in one place' }]
        : [];
    }),
  ];
}

function serviceFindings(
  service: Service,
  { cluster }: Parameters<TenantRule>[1],
  path: readonly PathStep[],
): readonly Omit<TenantFinding, 'tenant'>[] {
  if (service.kind !== 'web-application') return [];
  const workers = new Set(
    cluster.pools.filter(({ role }) => role === 'worker').map(({ architecture }) => architecture),
  );
  return [
    ...(service.claim !== undefined && service.replicas !== 1
      ? [
          {
            path: [...path, 'replicas'],
            reason: `is ${service.replicas}, but a volume can be written by one pod only`,
            remedy: 'write replicas: 1, or keep the data in the database',
          },
        ]
      : []),
    ...(service.architecture !== 'any' && !workers.has(service.architecture)
      ? [
          {
            path: [...path, 'architecture'],
            reason: `no worker pool of this environment is ${service.architecture}`,
            remedy: `build the image for ${[...workers].join(' and ')}, or add a pool`,
          },
        ]
      : []),
    ...service.secrets
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => name in service.settings)
      .map(({ name, index }) => ({
        path: [...path, 'secrets', index],
        reason: `${name} is a setting too`,
        remedy: 'keep it in one of the two lists',
      })),
  ];
}
