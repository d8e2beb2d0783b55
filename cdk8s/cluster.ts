import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { ImagePins } from '../model/image-pins';
import { contextOf, type ClusterApplication, type Context } from './applications/application';
import { barmanPlugin } from './applications/barman-plugin';
import { certificates } from './applications/certificates';
import { clusterBackup } from './applications/cluster-backup';
import { delivery } from './applications/delivery';
import { deliveryMirror } from './applications/delivery-mirror';
import { etcdBackup } from './applications/etcd-backup';
import { externalDns } from './applications/external-dns';
import { externalSecrets } from './applications/external-secrets';
import { guardrails } from './applications/guardrails';
import { images, streamRegistries } from './applications/images';
import { ingress } from './applications/ingress';
import { logs } from './applications/logs';
import { machineConfiguration } from './applications/machine-configuration';
import { machinePools } from './applications/machine-pools';
import { monitoring } from './applications/monitoring';
import { nodeAdmission } from './applications/node-admission';
import { operators } from './applications/operators';
import { ownDashboards } from './applications/own-dashboards';
import { podRegistries } from './applications/pod-registries';
import { serviceDashboards } from './applications/service-dashboards';
import { storage } from './applications/storage';
import { tenantApplication } from './applications/tenant-application';
import { tenantPlaces } from './applications/tenant-places';
import type { DashboardProps } from './base/dashboard-props';
import type { Manifest } from './base/manifest';
import type { ChartedService, ServiceKinds } from './services/service-kind';

/**
 * All applications of an environment, those last that follow from what all others import. Of the kinds of services those are
 * loaded that a tenant runs.
 *
 * @param pins digests of images; once all applications are made, it knows which of them were asked for
 */
export async function* clusterApplications(
  environment: Environment<ChartedService>,
  facts: Partial<Facts>,
  kinds: ServiceKinds,
  pins = new ImagePins(environment.images),
): AsyncGenerator<ClusterApplication, void, undefined> {
  const context = contextOf(environment, pins);
  const dashboards = [...(await serviceDashboards(environment.tenants, kinds)), ...(await ownDashboards(environment))];
  const [imported, run] = [new Set<string>(), new Set<string>()];
  for await (const application of platformApplications(context, facts, dashboards)) {
    for (const registry of streamRegistries(manifestsOf(application))) imported.add(registry);
    yield application;
  }
  for (const tenant of environment.tenants) {
    const application = await tenantApplication(context, tenant, facts);
    for (const registry of streamRegistries(manifestsOf(application))) imported.add(registry);
    for (const registry of podRegistries(manifestsOf(application))) run.add(registry);
    yield application;
  }
  yield guardrails(context, run);
  yield images(context, imported);
}

const manifestsOf = ({ files }: ClusterApplication): readonly Manifest[] => Object.values(files).flat();

/**
 * The map of all applications of the platform, in the order in which the cluster gets them; those of tenants come after them. What
 * many environments do without is loaded where it is declared.
 */
async function* platformApplications(
  context: Context,
  facts: Partial<Facts>,
  dashboards: readonly DashboardProps[],
): AsyncGenerator<ClusterApplication, void, undefined> {
  const { databases, singleSignOn, gitlab } = context.environment;
  yield delivery(context);
  yield operators(context, facts);
  yield machineConfiguration(context);
  yield* machinePools(context, facts);
  yield* nodeAdmission(context, facts);
  yield storage(context, facts);
  yield* externalSecrets(context, facts);
  yield* deliveryMirror(context, facts);
  yield certificates(context, facts);
  yield externalDns(context, facts);
  yield ingress(context, facts);
  yield monitoring(context, dashboards, facts);
  yield logs(context, facts);
  yield etcdBackup(context, facts);
  yield* clusterBackup(context, facts);
  yield barmanPlugin(context, facts);
  if (databases.shared.length > 0)
    yield* (await import('./applications/shared-databases')).sharedDatabases(context, facts);
  if (singleSignOn.keycloak !== undefined)
    yield* (await import('./applications/single-sign-on')).singleSignOn(context, facts);
  if (gitlab !== undefined) {
    yield* (await import('./applications/gitlab-operator')).gitlabOperator(context);
    yield* (await import('./applications/gitlab')).gitlab(context, facts);
    yield* (await import('./applications/gitlab-runners')).gitlabRunners(context, facts);
  }
  yield* tenantPlaces(context, facts);
}
