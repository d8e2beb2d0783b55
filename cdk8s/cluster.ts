import type { Environment } from '../environments/environment';
import type { Facts } from '../environments/facts';
import { contextOf, type ClusterApplication, type Context } from './applications/application';
import { barmanPlugin } from './applications/barman-plugin';
import { certificates } from './applications/certificates';
import { clusterBackup } from './applications/cluster-backup';
import { delivery } from './applications/delivery';
import { deliveryMirror } from './applications/delivery-mirror';
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
import { sharedDatabases } from './applications/shared-databases';
import { singleSignOn } from './applications/single-sign-on';
import { storage } from './applications/storage';
import { tenantApplication } from './applications/tenant-application';
import { tenantPlaces } from './applications/tenant-places';

/** All applications of an environment, those last that follow from what all others import. */
export function* clusterApplications(environment: Environment, facts: Partial<Facts>): Generator<ClusterApplication> {
  const context = contextOf(environment);
  const registries = new Set<string>();
  for (const application of workloads(context, facts)) {
    for (const manifests of Object.values(application.files)) {
      for (const registry of streamRegistries(manifests)) registries.add(registry);
    }
    yield application;
  }
  yield guardrails(context, registries);
  yield images(context, registries);
}

/** The map of all applications, in the order in which the cluster gets them. */
function* workloads(context: Context, facts: Partial<Facts>): Generator<ClusterApplication> {
  yield delivery(context);
  yield operators(context, facts);
  yield machineConfiguration(context);
  yield* machinePools(context, facts);
  yield* nodeAdmission(context, facts);
  yield storage(context, facts);
  yield* externalSecrets(context);
  yield* deliveryMirror(context);
  yield certificates(context, facts);
  yield externalDns(context, facts);
  yield ingress(context, facts);
  yield monitoring(context);
  yield logs(context);
  yield etcdBackup(context);
  yield* clusterBackup(context);
  yield barmanPlugin(context);
  yield* sharedDatabases(context);
  yield* singleSignOn(context);
  yield* gitlabOperator(context);
  yield* gitlab(context, facts);
  yield* gitlabRunners(context);
  yield* tenantPlaces(context);
  for (const tenant of context.environment.tenants) yield tenantApplication(context, tenant, facts);
}
