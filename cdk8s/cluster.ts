import { App } from 'cdk8s';
import { podNetwork, serviceNetwork } from '../environments/data/cluster-internal-blocks';
import { openShiftReleases } from '../environments/data/openshift-releases';
import { isWithin } from '../environments/domain-names';
import { clusterDomain, type Environment } from '../environments/environment';
import type { FactName, Facts } from '../environments/facts';
import { namesOf, type Names } from '../environments/naming';
import type { TenantFinding } from '../environments/rules/findings';
import type { Service, ServiceOfKind, Tenant } from '../environments/tenant';
import { manifestsOf, type Manifest } from './base/manifest';
import type { ClusterAddresses } from './base/network-rules';
import { PlatformChart, type Ownership } from './base/platform-chart';
import type { PublicHost } from './base/public-route';
import { applicationWaves } from './base/sync';
import { ArgoApplication, type ArgoApplicationProps } from './platform/argo-application';
import { Certificates } from './platform/certificates';
import { HedgeDoc } from './services/hedgedoc/hedgedoc';
import { TenantWebApplication } from './services/web-application/tenant-web-application';
import { overdrafts } from './tenancy/quota-demand';
import { TenantNamespace } from './tenancy/tenant-namespace';

/** An application: a folder of manifests that Argo CD keeps in step with the cluster. */
export interface ClusterApplication {
  readonly name: string;
  /** The file that declares it. */
  readonly source: string;
  /** Manifests by file, relative to the folder of all applications; empty while a fact is missing. */
  readonly files: Readonly<Record<string, readonly Manifest[]>>;
  /** Facts without which it cannot be rendered. */
  readonly waitsFor: readonly FactName[];
  /** What is wrong with it and could only be seen in the result. */
  readonly findings: readonly TenantFinding[];
}

/** What is the same for all applications of an environment. */
interface Context {
  readonly environment: Environment;
  readonly names: Names;
  readonly addresses: ClusterAddresses;
  readonly runbookUrl: string;
}

/** The map of all applications of an environment, in the order in which the cluster gets them. */
export function* clusterApplications(environment: Environment, facts: Partial<Facts>): Generator<ClusterApplication> {
  const { network, repository } = environment;
  const context: Context = {
    environment,
    names: namesOf(environment),
    addresses: { machines: network.block, internal: [podNetwork, serviceNetwork] },
    runbookUrl: `${repository.url.replace(/\.git$/, '')}/-/blob/${repository.branch}/docs/runbook.md`,
  };
  yield certificates(context, facts);
  for (const tenant of environment.tenants) yield tenantApplication(context, tenant);
}

function certificates(context: Context, { clusterZoneId }: Partial<Facts>): ClusterApplication {
  const { name: environment, region, certificates: settings } = context.environment;
  const application = { name: 'certificates', source: `environments/${environment}/environment.yaml`, findings: [] };
  if (clusterZoneId === undefined) return { ...application, files: {}, waitsFor: ['clusterZoneId'] };

  const chart = new PlatformChart(new App(), 'certificates', { ownership: platformOwnership });
  new Certificates(chart, 'certificates', { contact: settings.contact, zoneId: clusterZoneId, region });
  const files = {
    'certificates/issuer.yaml': manifestsOf(chart),
    ...delivery(context, {
      name: 'certificates',
      description: 'Certificates for hosts outside the cluster’s own domain',
      namespaces: ['cert-manager'],
      clusterKinds: [{ group: 'cert-manager.io', kind: 'ClusterIssuer' }],
      wave: applicationWaves.platform,
    }),
  };
  return { ...application, files, waitsFor: [] };
}

function tenantApplication(context: Context, tenant: Tenant): ClusterApplication {
  const { environment, names } = context;
  const { name, purpose, dataClass, maintainers, reviewBy, quota } = tenant;
  const app = new App();
  const namespace = new TenantNamespace(app, 'tenant', {
    ...{ name, purpose, dataClass, maintainers, reviewBy, quota },
    secrets: { region: environment.region, roleArn: names.roleArn(name, 'secrets') },
  });
  const charts = tenant.services.map((service) => {
    const chart = new PlatformChart(app, service.name, { ownership: { owner: name, dataClass }, namespace: name });
    addService(chart, service, tenant, context);
    return [`${name}/${service.name}.yaml`, chart] as const;
  });

  const manifests = {
    [`${name}/namespace.yaml`]: namespace.charts.flatMap(manifestsOf),
    ...Object.fromEntries(charts.map(([file, chart]) => [file, manifestsOf(chart)])),
  };
  const findings = overdrafts(quota, Object.values(manifests).flat()).map((overdraft) => ({
    tenant: name,
    path: ['quota'],
    reason: `the services ask for ${overdraft}`,
    remedy: 'choose a larger quota, or smaller services',
  }));
  const files = {
    ...manifests,
    ...delivery(context, {
      name,
      description: purpose,
      namespaces: [name],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.tenants,
    }),
  };
  return { name, source: `environments/${environment.name}/tenants/${name}.yaml`, files, waitsFor: [], findings };
}

/** Puts one service of a tenant into its chart, with the names under which AWS holds what belongs to it. */
function addService(chart: PlatformChart, service: Service, tenant: Tenant, context: Context): void {
  const { names, addresses, runbookUrl, environment } = context;
  const { name } = service;
  const hosts = (service.hosts ?? tenant.hosts).map((host) => publicHost(host, environment));
  const common = { name, addresses, runbookUrl, remoteSecret: names.secret(tenant.name, name) };
  switch (service.kind) {
    case 'hedgedoc': {
      const [first, ...others] = hosts;
      if (first === undefined) throw new Error(`HedgeDoc of ${tenant.name} has no host`);
      new HedgeDoc(chart, name, {
        ...common,
        namespace: tenant.name,
        hosts: [first, ...others],
        guests: service.guests,
        uploadsGiB: service.uploadsGiB,
        uploadsBackup: service.backup,
        database: { ...service.database, backupTarget: backupTarget(names, tenant.name, name) },
        issuer: environment.singleSignOn.issuer,
      });
      return;
    }
    case 'web-application':
      new TenantWebApplication(chart, name, { ...common, hosts, ...webApplicationProps(service, names, tenant.name) });
      return;
  }
}

function webApplicationProps(service: ServiceOfKind<'web-application'>, names: Names, tenant: string) {
  const { image, architecture, port, health, metrics, size, replicas, settings, secrets, scratch, claim } = service;
  return {
    ...{ image, architecture, port, size, replicas, settings, secrets, claim },
    healthPath: health,
    metricsPath: metrics,
    scratchPaths: scratch,
    database: service.database && { ...service.database, backupTarget: backupTarget(names, tenant, service.name) },
  };
}

const backupTarget = (names: Names, tenant: string, service: string) => ({
  bucket: names.bucket('database-backups'),
  prefix: `${tenant}/${service}`,
  roleArn: names.roleArn(tenant, service, 'backup'),
});

/** Hosts below the cluster's domain are covered by the router's wildcard; others need what their release can do. */
function publicHost(host: string, environment: Environment): PublicHost {
  const own = isWithin(host, `apps.${clusterDomain(environment)}`);
  const { routeExternalCertificate } = openShiftReleases[environment.cluster.release];
  return { host, certificate: own || !routeExternalCertificate ? 'router-default' : 'acme' };
}

const platformOwnership: Ownership = { owner: 'platform', dataClass: 'internal' };

/** The Argo CD side of an application. */
function delivery(
  { environment }: Context,
  props: Omit<ArgoApplicationProps, 'path' | 'repository'>,
): Readonly<Record<string, readonly Manifest[]>> {
  const chart = new PlatformChart(new App(), props.name, { ownership: platformOwnership });
  new ArgoApplication(chart, 'delivery', {
    ...props,
    path: `rendered/${environment.name}/cluster/${props.name}`,
    repository: environment.repository,
  });
  return { [`applications/${props.name}.yaml`]: manifestsOf(chart) };
}
