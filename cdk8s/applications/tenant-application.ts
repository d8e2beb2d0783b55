import { App } from 'cdk8s';
import { openShiftReleases } from '../../environments/data/openshift-releases';
import { isWithin } from '../../environments/domain-names';
import { clusterDomain, type Environment } from '../../environments/environment';
import type { Names } from '../../environments/naming';
import type { Service, ServiceOfKind, Tenant } from '../../environments/tenant';
import { manifestsOf } from '../base/manifest';
import { PlatformChart } from '../base/platform-chart';
import type { PublicHost } from '../base/public-route';
import { applicationWaves } from '../base/sync';
import { HedgeDoc } from '../services/hedgedoc/hedgedoc';
import { TenantWebApplication } from '../services/web-application/tenant-web-application';
import { overdrafts } from '../tenancy/quota-demand';
import { TenantNamespace } from '../tenancy/tenant-namespace';
import { delivery, type ClusterApplication, type Context } from './application';

/** A tenant's namespace and services. */
export function tenantApplication(context: Context, tenant: Tenant): ClusterApplication {
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
