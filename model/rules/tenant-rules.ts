import { resourceNames, type Names } from '../naming';
import { platformRoles } from '../purposes';
import type { Tenant } from '../tenant';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { bucketFindings } from './bucket-rules';
import type { TenantRule } from './findings';
import { serviceFindings } from './service-rules';

/** Namespaces that belong to the cluster or to the platform. Source: OpenShift's reserved project names. */
const reservedNamespace =
  /^(openshift|kube|default|platform|applications|certificates|external-secrets|external-dns|cert-manager|cnpg|percona|ingress|node-admission|machine-pools|shared|contributor|single-sign-on|keycloak|gitlab|runners?|hosts?)(-|$)/;

/** Further names of applications and namespaces of the platform, and first parts of its roles and secrets. */
const reservedNames: readonly string[] = [
  'barman-plugin',
  'cluster-backup',
  'databases',
  'delivery',
  'delivery-mirror',
  'etcd-backup',
  'guardrails',
  'images',
  'logs',
  'monitoring',
  'operator-approval',
  'operators',
  'postgres-operator',
  'root',
  'storage',
  'tenants',
  'bootstrap',
  'caches',
  'cluster',
  'contributors',
  'pipelines',
  'worker',
];

const isReserved = (name: string): boolean => reservedNamespace.test(name) || reservedNames.includes(name);

/** Who a tenant is, and each of its services by itself. */
export const tenantRule: TenantRule = (tenants, environment) => {
  const names = resourceNames(environment);
  const bucketOwners = new Map<string, string>();
  const owners = new Map(platformRoles.map((role) => [names.roleName(role), 'the platform']));
  return tenants.flatMap((tenant) =>
    [
      ...nameFindings(tenant),
      ...bucketFindings(tenant, names, bucketOwners),
      ...repeatFindings(
        tenant.maintainers,
        (index) => ['maintainers', index],
        (first) => `repeats maintainers[${first}]`,
        'name a second person',
      ),
      ...repeatFindings(
        tenant.services.map((service) => service.name),
        (index) => ['services', index, 'name'],
        (first) => `repeats the name of services[${first}]`,
        'give each service of a tenant a name of its own',
      ),
      ...tenant.services.flatMap((service, index) => [
        ...serviceFindings(service, tenant, environment, ['services', index]),
      ]),
      // A tenant with a reserved name must be renamed, and then has other roles.
      ...(isReserved(tenant.name) ? [] : roleFindings(tenant, names, owners)),
    ].map((finding) => ({ ...finding, tenant: tenant.name })),
  );
};

const nameFindings = ({ name }: Tenant): readonly Finding[] =>
  findingIf(
    isReserved(name),
    [],
    `${name} is a name that the cluster reserves`,
    'rename the file: its name becomes a namespace, and part of the names of roles and secrets',
  );

/** Roles are named by parts with hyphens between them, and the parts have hyphens too: two paths can come to one name. */
function roleFindings({ name, services }: Tenant, names: Names, owners: Map<string, string>): readonly Finding[] {
  const roles = [
    { role: names.tenantSecretsRole(name), owner: `tenant ${name}, for its secrets`, path: [] },
    ...services.flatMap((service, index) => {
      const { objects, archivist } = service.needs;
      const owner = `service ${service.name} of tenant ${name}`;
      const path = ['services', index, 'name'];
      return [
        ...(objects === undefined ? [] : [{ role: names.serviceRole(name, service.name), owner, path }]),
        ...(archivist === undefined
          ? []
          : [{ role: names.serviceRole(name, service.name, 'backup'), owner: `${owner}, for its database`, path }]),
      ];
    }),
  ];
  return roles.flatMap(({ role, owner, path }) => {
    const taken = owners.get(role);
    owners.set(role, taken ?? owner);
    // Two services with the same name are reported already.
    return findingIf(
      taken !== undefined && taken !== owner,
      path,
      `its role in AWS would be called ${role}, like that of ${taken ?? ''}`,
      'rename one of the two',
    );
  });
}
