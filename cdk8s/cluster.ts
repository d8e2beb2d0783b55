import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import type { Tenant } from '../model/tenant';
import { contextOf, type ClusterApplication, type Context } from './applications/application';
import { barmanPlugin } from './applications/barman-plugin';
import { certificates } from './applications/certificates';
import { clusterBackup } from './applications/cluster-backup';
import { delivery } from './applications/delivery';
import { etcdBackup } from './applications/etcd-backup';
import { externalDns } from './applications/external-dns';
import { externalSecrets } from './applications/external-secrets';
import { gitlab } from './applications/gitlab';
import { gitlabOperator } from './applications/gitlab-operator';
import { gitlabRunners } from './applications/gitlab-runners';
import { guardrails } from './applications/guardrails';
import { images, streamRegistries } from './applications/images';
import { ingress } from './applications/ingress';
import { logs } from './applications/logs';
import { machineConfiguration } from './applications/machine-configuration';
import { machinePools } from './applications/machine-pools';
import { monitoring } from './applications/monitoring';
import { nodeAdmission } from './applications/node-admission';
import { operators } from './applications/operators';
import { serviceDashboards } from './applications/service-dashboards';
import { sharedDatabases } from './applications/shared-databases';
import { singleSignOn } from './applications/single-sign-on';
import { storage } from './applications/storage';
import { tenantApplication } from './applications/tenant-application';
import type { ChartedService, ServiceKinds } from './services/service-kind';

/**
 * All applications of an environment, those last that follow from what all others import. Of the kinds of services those are
 * loaded that a tenant runs.
 */
export async function* clusterApplications(
  environment: Environment<ChartedService>,
  facts: Partial<Facts>,
  kinds: ServiceKinds,
): AsyncGenerator<ClusterApplication, void, undefined> {
  const context = contextOf(environment);
  const registries = new Set<string>();
  for await (const application of workloads(context, environment.tenants, facts, kinds)) {
    for (const manifests of Object.values(application.files)) {
      for (const registry of streamRegistries(manifests)) registries.add(registry);
    }
    yield application;
  }
  yield guardrails(context, registries);
  yield images(context, registries);
}

/** The map of all applications, in the order in which the cluster gets them. */
async function* workloads(
  context: Context,
  tenants: readonly Tenant<ChartedService>[],
  facts: Partial<Facts>,
  kinds: ServiceKinds,
): AsyncGenerator<ClusterApplication, void, undefined> {
  yield delivery(context);
  yield operators(context);
  yield machineConfiguration(context);
  yield* machinePools(context, facts);
  yield* nodeAdmission(context, facts);
  yield storage(context, facts);
  yield* externalSecrets(context);
  yield certificates(context, facts);
  yield externalDns(context, facts);
  yield ingress(context, facts);
  yield monitoring(context, await serviceDashboards(tenants, kinds));
  yield logs(context);
  yield etcdBackup(context);
  yield* clusterBackup(context);
  yield barmanPlugin(context);
  yield* sharedDatabases(context);
  yield* singleSignOn(context);
  yield* gitlabOperator(context);
  yield* gitlab(context, facts);
  yield* gitlabRunners(context);
  for (const tenant of tenants) yield await tenantApplication(context, tenant, facts);
}
