import { App } from 'cdk8s';
import { podNetwork } from '../../model/data/cluster-internal-blocks';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { isCallable } from '../../model/kinds/callable-service';
import { kindFailure } from '../../model/kinds/kind-failure';
import { serviceMailUser } from '../../model/mail/mail-accounts';
import { findMailRelay } from '../../model/mail/mail-relay';
import { outsideHosts } from '../../model/outside-hosts';
import { outsidePorts } from '../../model/outside-ports';
import { serviceClient } from '../../model/service-client';
import { keyPrefix } from '../../model/shared-caches';
import type { Tenant } from '../../model/tenant';
import { missingStackFacts } from '../../model/stack-facts';
import { toManifests } from '../base/manifests/manifest';
import { PlatformChart } from '../base/manifests/platform-chart';
import { applicationWaves } from '../base/delivery/sync';
import type { ServiceContext, ServiceRelay } from '../services/service-context';
import type { ChartedService } from '../services/service-kind';
import { listAwsRoles, listJobTemplates } from '../tenancy/declared-identities';
import { belongsToNamespace, tenantKinds } from '../tenancy/tenant-kinds';
import { TenantNamespace } from '../tenancy/tenant-namespace';
import { deliveryFiles, type ClusterApplication, type Context } from './application';
import {
  declaredBucket,
  declaredCache,
  declaredDatabase,
  declaredPostgres,
  missingCacheHosts,
  type OwnedService,
} from './declared-needs';
import { tenantSource } from './git-sources';
import { operatorStacks } from './operator-stacks';
import { publicHosts } from './public-hosts';
import { quotaOverruns } from './quota-overruns';
import { tenantNamespacesName } from './tenant-namespaces';

/**
 * Renders a tenant's namespace and services. `files` is empty while a fact is missing; findings are given whenever the services
 * can be rendered.
 */
export async function tenantApplication(
  context: Context,
  tenant: Tenant<ChartedService>,
  facts: Partial<Facts>,
): Promise<ClusterApplication> {
  const { environment, names, charts: chartContext } = context;
  const { name, purpose, dataClass, maintainers, reviewBy, quota } = tenant;
  const source = `environments/${environment.name}/tenants/${name}.yaml`;
  const caches = tenant.services.flatMap(({ needs }) => needs.sharedCache?.name ?? []);
  const ofStack = missingStackFacts(facts, [...operatorStacks, 'tenants']);
  const hosts = missingCacheHosts(caches, facts);
  if (hosts.length > 0) return { name, source, files: {}, waitsFor: [...ofStack, ...hosts], findings: [] };

  const app = new App();
  const ownership = { owner: name, dataClass };
  const charts: (readonly [file: string, chart: PlatformChart])[] = [];
  for (const [index, service] of tenant.services.entries()) {
    const chart = new PlatformChart(app, service.name, { ownership, namespace: name, context: chartContext });
    try {
      const fill = await service.chart();
      fill(chart, serviceContext(service, tenant, context, facts));
    } catch (error) {
      throw kindFailure({ environment: environment.name, tenant: name, index, kind: service.kind }, 'chart', error);
    }
    charts.push([`${name}/${service.name}.yaml`, chart]);
  }
  const services = Object.fromEntries(charts.map(([file, chart]) => [file, toManifests(chart)]));
  const objects = Object.values(services).flat();
  const secretsRole = names.tenantSecretsRoleArn(name);
  const ofPorts = outsideHosts(tenant);
  const namespace = new TenantNamespace(new App(), 'tenant', {
    name,
    purpose,
    dataClass,
    maintainers,
    reviewBy,
    quota,
    services: Object.fromEntries(tenant.services.map((service) => [service.name, service.kind])),
    openSettings: plainSettings(tenant),
    grants: {
      hosts: tenant.hosts.filter((host) => !ofPorts.has(host)),
      nodePorts: outsidePorts([tenant]).map(({ nodePort }) => nodePort),
      awsRoles: [...listAwsRoles(objects), secretsRole],
      jobTemplates: listJobTemplates(objects),
    },
    secretsRoleArn: secretsRole,
    context: chartContext,
  });

  const all = { [`${name}/namespace.yaml`]: namespace.charts.flatMap(toManifests), ...services };
  const everything = Object.values(all).flat();
  const manifests = Object.fromEntries(
    Object.entries(all).map(([file, found]) => [file, found.filter((manifest) => !belongsToNamespace(manifest))]),
  );
  const findings = quotaOverruns(quota, everything).map((overdraft) => ({
    tenant: name,
    path: ['quota'],
    reason: `the services ask for ${overdraft}`,
    remedy: 'choose a larger quota, or smaller services',
  }));
  // Its secrets and IAM roles do not exist yet, but its findings are known already.
  if (ofStack.length > 0) return { name, source, files: {}, waitsFor: ofStack, findings };

  const files = {
    [`${tenantNamespacesName}/${name}.yaml`]: everything.filter(belongsToNamespace),
    ...manifests,
    ...deliveryFiles(context, manifests, tenantSource(environment), {
      name,
      description: purpose,
      namespaces: [name],
      clusterKinds: [],
      namespaceKinds: tenantKinds,
      wave: applicationWaves.tenants,
      comparedBy: 'argo-cd',
    }),
  };
  return { name, source, files, waitsFor: [], findings };
}

/** Returns the reasons why settings that look like secrets are none, by the name of the setting. */
const plainSettings = ({ services }: Tenant): Readonly<Record<string, string>> =>
  Object.fromEntries(
    services.flatMap(({ settings = {} }) =>
      Object.entries(settings).flatMap(([setting, value]) =>
        typeof value === 'string' ? [] : [[setting, value.notSecret] as const],
      ),
    ),
  );

/** Returns the context for the chart of a service, with the names of its secret, database, cache and bucket in AWS. */
function serviceContext(
  service: ChartedService,
  tenant: Tenant,
  context: Context,
  facts: Partial<Facts>,
): ServiceContext {
  const { names, environment } = context;
  const { cdn } = environment.edge;
  const owned = { tenant: tenant.name, service };
  const { servedHosts, processHosts } = publicHosts(service, tenant, environment);
  return {
    tenant: tenant.name,
    get hosts() {
      return atLeastOne(owned, servedHosts);
    },
    servedHosts,
    processHosts,
    callees: (service.calls ?? []).flatMap((name) =>
      tenant.services.flatMap((other) =>
        other.name === name && isCallable(other)
          ? // Its own further ports are open to its processes without it.
            [{ name, port: other.listens, ports: name === service.name ? [] : (other.ports ?? []) }]
          : [],
      ),
    ),
    // Routers are pods: of a LoadBalancerService, not of the host network.
    routers: [podNetwork],
    proxies: 'none' in cdn ? [] : [...cdn.ranges.ipv4, ...cdn.ranges.ipv6],
    mail: () => declaredRelay(owned, environment),
    login: { issuer: environment.singleSignOn.issuer, client: serviceClient(tenant.name, service.name) },
    remoteSecret: names.serviceSecret(tenant.name, service.name),
    database: (declaration) => declaredDatabase(declaration, owned, context),
    postgres: (declaration) => declaredPostgres(declaration, owned, context),
    cache: (declaration) => declaredCache(declaration, owned, context, facts),
    cacheKeyPrefix: keyPrefix({ tenant: tenant.name, service: service.name }),
    bucket: () => declaredBucket(owned, context),
  };
}

/** @throws Error when the environment has no relay; a rule of the kind finds that before. */
function declaredRelay({ tenant, service }: OwnedService, environment: Environment): ServiceRelay {
  const relay = findMailRelay(environment);
  if (relay === undefined) throw new Error(`${service.name} of ${tenant} has no relay for its mail`);
  const { host, port, givesAccounts } = relay;
  return { host, port, user: givesAccounts ? serviceMailUser(tenant, service.name) : undefined };
}

/** @throws Error when the service has no host; the schemas of kinds that need one find that before. */
function atLeastOne(
  { tenant, service }: OwnedService,
  [first, ...others]: ServiceContext['servedHosts'],
): ServiceContext['hosts'] {
  if (first === undefined) throw new Error(`${service.name} of ${tenant} has no host`);
  return [first, ...others];
}
