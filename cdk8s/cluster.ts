import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { ImagePins } from '../model/image-pins';
import { createContext, type ClusterApplication, type Context } from './applications/application';
import { barmanPluginApplication } from './applications/barman-plugin';
import { certificatesApplication } from './applications/certificates';
import { clusterBackupApplications } from './applications/cluster-backup';
import { deliveryApplication } from './applications/delivery';
import { deliveryMirrorApplications } from './applications/delivery-mirror';
import { etcdBackupApplication } from './applications/etcd-backup';
import { externalDnsApplication } from './applications/external-dns';
import { externalSecretsApplications } from './applications/external-secrets';
import { guardrailsApplication } from './applications/guardrails';
import { hostsApplications } from './applications/hosts';
import { imagesApplication, streamRegistries } from './applications/images';
import { ingressApplication } from './applications/ingress';
import { logsApplication } from './applications/logs';
import { machineConfigurationApplication } from './applications/machine-configuration';
import { machinePoolsApplications } from './applications/machine-pools';
import { monitoringApplication } from './applications/monitoring';
import { csrApproverApplications } from './applications/csr-approver';
import { operatorsApplication } from './applications/operators';
import { platformDashboards } from './applications/platform-dashboards';
import { podRegistries } from './applications/pod-registries';
import { tenantDashboards } from './applications/tenant-dashboards';
import { storageApplication } from './applications/storage';
import { tenantApplication } from './applications/tenant-application';
import { tenantNamespacesApplications } from './applications/tenant-namespaces';
import type { DashboardProps } from './base/monitoring/dashboard-props';
import type { KubernetesObject } from '../model/formats/kubernetes-object';
import type { ChartedService, ChartedKinds } from './services/service-kind';

/**
 * Yields all applications of an environment. `guardrails` and `images` come last, because they list the registries that the
 * others use. Charts of a kind of service are loaded only if a tenant runs it.
 *
 * @param pins digests of images; after the last application it knows which of them were used
 * @throws Error when the environment breaks something that `environment check` finds, as a pool that does not exist.
 * @example
 * for await (const { name, files, waitsFor } of clusterApplications(environment, facts, kinds)) {
 *   console.log(name, Object.keys(files), waitsFor);
 * }
 */
export async function* clusterApplications(
  environment: Environment<ChartedService>,
  facts: Partial<Facts>,
  kinds: ChartedKinds,
  pins = new ImagePins(environment.images),
): AsyncGenerator<ClusterApplication, void, undefined> {
  const context = createContext(environment, pins);
  const dashboards = [
    ...(await tenantDashboards(environment.tenants, kinds)),
    ...(await platformDashboards(environment)),
  ];
  const [imported, run] = [new Set<string>(), new Set<string>()];
  for await (const application of platformApplications(context, facts, dashboards)) {
    for (const registry of streamRegistries(applicationManifests(application))) imported.add(registry);
    yield application;
  }
  for (const tenant of environment.tenants) {
    const application = await tenantApplication(context, tenant, facts);
    for (const registry of streamRegistries(applicationManifests(application))) imported.add(registry);
    for (const registry of podRegistries(applicationManifests(application))) run.add(registry);
    yield application;
  }
  yield guardrailsApplication(context, run);
  yield imagesApplication(context, imported);
}

const applicationManifests = ({ files }: ClusterApplication): readonly KubernetesObject[] =>
  Object.values(files).flat();

/**
 * Yields the applications of the platform itself, in the order in which Argo CD applies them. Modules for what many environments
 * do not declare are loaded only if it is declared.
 */
async function* platformApplications(
  context: Context,
  facts: Partial<Facts>,
  dashboards: readonly DashboardProps[],
): AsyncGenerator<ClusterApplication, void, undefined> {
  const { databases, singleSignOn, gitlab } = context.environment;
  yield deliveryApplication(context);
  yield operatorsApplication(context, facts);
  yield machineConfigurationApplication(context);
  yield* machinePoolsApplications(context, facts);
  yield* csrApproverApplications(context, facts);
  yield storageApplication(context, facts);
  yield* externalSecretsApplications(context, facts);
  yield* deliveryMirrorApplications(context, facts);
  yield certificatesApplication(context, facts);
  yield externalDnsApplication(context, facts);
  yield ingressApplication(context, facts);
  yield monitoringApplication(context, dashboards, facts);
  yield logsApplication(context, facts);
  yield* hostsApplications(context);
  yield etcdBackupApplication(context, facts);
  yield* clusterBackupApplications(context, facts);
  yield barmanPluginApplication(context, facts);
  if (databases.shared.length > 0)
    yield* (await import('./applications/shared-databases')).sharedDatabasesApplications(context, facts);
  if (singleSignOn.keycloak !== undefined)
    yield* (await import('./applications/single-sign-on')).singleSignOnApplications(context, facts);
  if (gitlab !== undefined) {
    yield* (await import('./applications/gitlab-operator')).gitlabOperatorApplications(context);
    yield* (await import('./applications/gitlab')).gitlabApplications(context, facts);
    yield* (await import('./applications/gitlab-runners')).gitlabRunnersApplications(context, facts);
  }
  yield* tenantNamespacesApplications(context, facts);
}
