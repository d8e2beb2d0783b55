import { findingIf, repeatFindings, type TenantRule } from './findings';
import { serviceFindings } from './service-rules';

/** Namespaces that belong to the cluster or to the platform. Source: OpenShift's reserved project names. */
const reservedNamespace =
  /^(openshift|kube|default|platform|applications|certificates|external-secrets|cert-manager|cnpg|ingress|node-admission|machine-pools)(-|$)/;

/** First parts of the names of roles and secrets that are the platform's own. */
const reservedPaths: readonly string[] = ['bootstrap', 'ci', 'cluster', 'contributor', 'contributors', 'worker'];

/** Who a tenant is, and each of its services by itself. */
export const tenantRule: TenantRule = (tenants, environment) =>
  tenants.flatMap(({ name, maintainers, services }) =>
    [
      ...findingIf(
        reservedNamespace.test(name) || reservedPaths.includes(name),
        [],
        `${name} is a name the cluster keeps for itself`,
        'rename the file: its name becomes a namespace, and part of the names of roles and secrets',
      ),
      ...repeatFindings(
        maintainers,
        (index) => ['maintainers', index],
        (first) => `repeats maintainers[${first}]`,
        'name a second person',
      ),
      ...repeatFindings(
        services.map((service) => service.name),
        (index) => ['services', index, 'name'],
        (first) => `repeats the name of services[${first}]`,
        'give each service of a tenant a name of its own',
      ),
      ...services.flatMap((service, index) => serviceFindings(service, environment, ['services', index])),
    ].map((finding) => ({ ...finding, tenant: name })),
  );
