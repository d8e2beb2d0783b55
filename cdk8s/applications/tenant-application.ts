import { App } from 'cdk8s';
import { longestPauseMinutes } from '../../model/cron';
import type { Facts } from '../../model/facts';
import { orderedSettings, settingsOf } from '../../model/ordered-settings';
import { hookToken, hookTokens, listedSecrets, loginSecret, needsOf, secretsOf } from '../../model/service-needs';
import { keyPrefix } from '../../model/shared-caches';
import type { Service, Tenant } from '../../model/tenant';
import { kubernetesText } from '../../model/variable-text';
import { manifestsOf } from '../base/manifest';
import { PlatformChart } from '../base/platform-chart';
import type { PublicHost } from '../base/public-route';
import type { ServiceBucket } from '../base/service-bucket';
import { applicationWaves } from '../base/sync';
import { Automation } from '../services/automation/automation';
import { Discourse } from '../services/discourse/discourse';
import { GitFetchCache } from '../services/git-fetch-cache/git-fetch-cache';
import { HedgeDoc } from '../services/hedgedoc/hedgedoc';
import { Hookshot } from '../services/hookshot/hookshot';
import { ReleaseService } from '../services/release-service/release-service';
import { TenantWebApplication } from '../services/web-application/tenant-web-application';
import { WebGateway } from '../services/web-gateway/web-gateway';
import { awsRolesOf, jobTemplatesOf } from '../tenancy/declared-identities';
import { isOfPlace, tenantKinds } from '../tenancy/tenant-kinds';
import { TenantNamespace } from '../tenancy/tenant-namespace';
import { delivery, type ClusterApplication, type Context } from './application';
import {
  declaredBucket,
  declaredCache,
  declaredDatabase,
  declaredPostgres,
  missingCacheHosts,
  type OwnedService,
} from './declared-needs';
import { tenantSource } from './git-sources';
import { publicHost } from './public-host';
import { overdrafts } from './quota-overdrafts';
import { tenantPlacesName } from './tenant-places';

/** A tenant's namespace and services. */
export function tenantApplication(context: Context, tenant: Tenant, facts: Partial<Facts>): ClusterApplication {
  const { environment, names, images } = context;
  const { name, purpose, dataClass, maintainers, reviewBy, quota } = tenant;
  const source = `environments/${environment.name}/tenants/${name}.yaml`;
  const caches = tenant.services.flatMap((service) => needsOf(service).sharedCache?.name ?? []);
  const waitsFor = missingCacheHosts(caches, facts);
  if (waitsFor.length > 0) return { name, source, files: {}, waitsFor, findings: [] };

  const app = new App();
  const charts = tenant.services.map((service) => {
    const chart = new PlatformChart(app, service.name, {
      ownership: { owner: name, dataClass },
      namespace: name,
      images,
    });
    addService(chart, service, tenant, context, facts);
    return [`${name}/${service.name}.yaml`, chart] as const;
  });
  const services = Object.fromEntries(charts.map(([file, chart]) => [file, manifestsOf(chart)]));
  const objects = Object.values(services).flat();
  const secretsRole = names.roleArn(name, 'secrets');
  const namespace = new TenantNamespace(new App(), 'tenant', {
    ...{ name, purpose, dataClass, maintainers, reviewBy, quota },
    services: Object.fromEntries(tenant.services.map((service) => [service.name, service.kind])),
    openSettings: openSettingsOf(tenant),
    grants: {
      hosts: tenant.hosts,
      awsRoles: [...awsRolesOf(objects), secretsRole],
      jobTemplates: jobTemplatesOf(objects),
    },
    secrets: { region: environment.region, roleArn: secretsRole },
  });

  const all = { [`${name}/namespace.yaml`]: namespace.charts.flatMap(manifestsOf), ...services };
  const everything = Object.values(all).flat();
  const manifests = Object.fromEntries(
    Object.entries(all).map(([file, found]) => [file, found.filter((manifest) => !isOfPlace(manifest))]),
  );
  const findings = overdrafts(quota, everything).map((overdraft) => ({
    tenant: name,
    path: ['quota'],
    reason: `the services ask for ${overdraft}`,
    remedy: 'choose a larger quota, or smaller services',
  }));
  const files = {
    [`${tenantPlacesName}/${name}.yaml`]: everything.filter(isOfPlace),
    ...manifests,
    ...delivery(context, manifests, tenantSource(environment), {
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

/** Settings of all services that are said to be no secret, with the reason. */
const openSettingsOf = ({ services }: Tenant): Readonly<Record<string, string>> =>
  Object.fromEntries(
    services.flatMap((service) =>
      Object.entries(settingsOf(service)).flatMap(([setting, value]) =>
        typeof value === 'string' ? [] : [[setting, value.notSecret] as const],
      ),
    ),
  );

/** Puts one service of a tenant into its chart, with the names under which AWS holds what belongs to it. */
function addService(
  chart: PlatformChart,
  service: Service,
  tenant: Tenant,
  context: Context,
  facts: Partial<Facts>,
): void {
  const { names, addresses, runbookUrl, environment } = context;
  const { name } = service;
  const owned = { tenant: tenant.name, service };
  const hosts = (service.hosts ?? tenant.hosts).map((host) => publicHost(host, environment));
  const common = { name, addresses, runbookUrl, remoteSecret: names.secret(tenant.name, name) };
  switch (service.kind) {
    case 'hedgedoc': {
      new HedgeDoc(chart, name, {
        ...common,
        namespace: tenant.name,
        hosts: atLeastOne(hosts, owned),
        guests: service.guests,
        members: service.members,
        limits: service.limits,
        uploadsGiB: service.uploadsGiB,
        uploadsBackup: service.backup,
        database: declaredPostgres(service.database, owned, context),
        issuer: environment.singleSignOn.issuer,
      });
      return;
    }
    case 'discourse': {
      const { image, architecture, uploadsHost, administrators, size, web, jobs, mail } = service;
      new Discourse(chart, name, {
        ...common,
        ...{ image, architecture, uploadsHost, administrators, size, web, jobs, mail },
        namespace: tenant.name,
        hosts: atLeastOne(hosts, owned),
        proxies: 'none' in environment.edge.cdn ? [] : Object.values(environment.edge.cdn.ranges).flat(),
        database: declaredPostgres(service.database, owned, context),
        cache: declaredCache(service.cache, owned, context, facts),
        bucket: bucketOf(owned, context),
        issuer: environment.singleSignOn.issuer,
      });
      return;
    }
    case 'hookshot': {
      const { homeserver, sources, administrators } = service;
      new Hookshot(chart, name, {
        ...common,
        ...{ homeserver, sources, administrators },
        host: atLeastOne(hosts, owned)[0],
        cache: declaredCache(service.cache, owned, context, facts),
      });
      return;
    }
    case 'git-fetch-cache': {
      const { image, updates, gitlab, sizeGiB, keepDays, replicas } = service;
      new GitFetchCache(chart, name, {
        ...common,
        ...{ hosts, image, updates, gitlab, sizeGiB, keepDays, replicas },
        namespace: tenant.name,
        cache: declaredCache(service.cache, owned, context, facts),
      });
      return;
    }
    case 'release-service': {
      const { image, gitlab, namespaces, projects, fileNames, maxSizeMiB, downloads } = service;
      new ReleaseService(chart, name, {
        ...{ name, addresses, runbookUrl, image, gitlab, namespaces, projects, fileNames, maxSizeMiB, downloads },
        hosts: atLeastOne(hosts, owned),
        bucket: bucketOf(owned, context),
      });
      return;
    }
    case 'automation': {
      const { receiver, image, updates, gitlab, account, scratch, callsOut } = service;
      new Automation(chart, name, {
        ...common,
        ...{ receiver, image, updates, gitlab, account, hosts },
        settings: orderedSettings(service.settings),
        hooks: service.hooks.map((hook) => ({
          ...hook,
          run: hook.run.map(kubernetesText),
          tokenKey: hookToken(hook.name),
        })),
        tokens: hookTokens(service),
        secrets: listedSecrets(service),
        scratchPaths: scratch,
        portsOutside: callsOut.map(({ port }) => port),
      });
      return;
    }
    case 'web-gateway': {
      const { image, updates, serves, health, cacheSeconds, replicas } = service;
      new WebGateway(chart, name, {
        ...{ name, addresses, runbookUrl, image, updates, hosts, serves, cacheSeconds, replicas },
        healthPath: health,
        bucket: bucketOf(owned, context),
      });
      return;
    }
    case 'web-application': {
      const { image, updates, architecture, port, health, metrics, size, replicas, scratch, claim } = service;
      const { files, migrate, workers, schedule, callsOut, timeoutSeconds } = service;
      new TenantWebApplication(chart, name, {
        ...common,
        ...{
          hosts,
          image,
          updates,
          architecture,
          port,
          size,
          replicas,
          files,
          claim,
          timeoutSeconds,
        },
        settings: orderedSettings(service.settings),
        migrate: migrate?.map(kubernetesText),
        workers: workers.map((worker) => ({
          ...worker,
          command: worker.command.map(kubernetesText),
          alive: 'none' in worker.alive ? worker.alive : worker.alive.map(kubernetesText),
        })),
        schedule: schedule.map((job) => ({
          ...job,
          command: job.command.map(kubernetesText),
          longestPauseMinutes: longestPauseMinutes(job.at),
        })),
        portsOutside: callsOut.map(({ port }) => port),
        healthPath: health,
        metricsPath: metrics,
        scratchPaths: scratch,
        secrets: secretsOf(service),
        database: service.database && declaredDatabase(service.database, owned, context),
        cache: service.cache && {
          ...declaredCache(service.cache, owned, context, facts),
          keyPrefix: keyPrefix({ tenant: tenant.name, service: name }),
        },
        bucket: declaredBucket(owned, context),
        login: service.login && {
          issuer: environment.singleSignOn.issuer,
          client: `${tenant.name}-${name}`,
          secret: loginSecret,
        },
      });
      return;
    }
  }
}

/** Rules see to it that a service which knows itself by its host has one. */
function atLeastOne(
  [first, ...others]: readonly PublicHost[],
  { tenant, service }: OwnedService,
): readonly [PublicHost, ...PublicHost[]] {
  if (first === undefined) throw new Error(`${service.name} of ${tenant} has no host`);
  return [first, ...others];
}

/** The bucket of a service that cannot be without. */
function bucketOf(owned: OwnedService, context: Context): ServiceBucket {
  const bucket = declaredBucket(owned, context);
  if (bucket === undefined) throw new Error(`${owned.service.name} of ${owned.tenant} has no bucket`);
  return bucket;
}
