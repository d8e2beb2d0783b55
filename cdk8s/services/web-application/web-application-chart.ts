import { maximumPauseMinutes } from '../../../model/cron';
import { orderedSettings } from '../../../model/ordered-settings';
import { outsideNodePort } from '../../../model/outside-node-port';
import { metricsPlace } from '../../../model/schema/metrics';
import type { ServicePort } from '../../../model/schema/service-ports';
import { loginSecret } from '../../../model/service-needs';
import { kubernetesText } from '../../../model/variable-text';
import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { addressValues, ownHost } from './address-variables';
import { toHealthQuestion } from './health-question';
import type { ProcessPort } from './process-ports';
import { TenantWebApplication } from './tenant-web-application';
import type { WebApplicationService } from './web-application-schema';
import { webApplicationSecrets } from './web-application-secrets';
import type { WorkerCommand } from './worker';

/** Puts a web application into its chart. */
export function fillWebApplicationChart(
  chart: PlatformChart,
  service: WebApplicationService,
  context: ServiceContext,
): void {
  const { servedHosts: hosts, processHosts, callees, login, remoteSecret } = context;
  const metrics = metricsPlace(service.metrics);
  const { name, image, updates, architecture, port, startSeconds, size, replicas, files, timeoutSeconds } = service;
  const { claim, volumes, database, cache, bucket, migrate, workers, schedule } = service;
  new TenantWebApplication(chart, name, {
    name,
    hosts,
    image,
    updates,
    architecture,
    command: service.command?.map(kubernetesText),
    args: service.args?.map(kubernetesText),
    port,
    ports: processPorts(service.ports),
    startSeconds,
    stopSeconds: toStopSeconds(service),
    size,
    replicas,
    files,
    claim,
    volumes,
    timeoutSeconds,
    settings: orderedSettings(service.settings),
    migrate: migrate?.map(kubernetesText),
    workers: workers.map((worker) => ({
      ...worker,
      ports: processPorts(worker.ports),
      command: worker.command?.map(kubernetesText),
      settings: orderedSettings({ ...service.settings, ...worker.settings }),
      stopSeconds: toStopSeconds(worker),
      hosts: processHosts[worker.name],
      metrics: metricsPlace(worker.metrics),
      alive: toAlive(worker.alive),
    })),
    schedule: schedule.map((job) => ({
      ...job,
      command: job.command.map(kubernetesText),
      longestPauseMinutes: maximumPauseMinutes(job.at),
    })),
    callees,
    portsOutside: service.callsOut.map(({ port: outside }) => outside),
    health: toHealthQuestion(service.health, ownHost(hosts)),
    metricsPath: metrics?.path,
    metricsPort: metrics?.port,
    addresses: addressValues(service, context),
    scratch: service.scratch,
    secrets: webApplicationSecrets(service),
    database: database && context.database(database),
    cache: cache && { ...context.cache(cache), keyPrefix: context.cacheKeyPrefix },
    bucket: bucket && context.bucket(),
    login: service.login && { ...login, secret: loginSecret },
    remoteSecret,
  });
}

const processPorts = (ports: readonly ServicePort[]): readonly ProcessPort[] =>
  ports.map(({ name, port, protocol, outside }) => ({
    name,
    port,
    protocol,
    nodePort: outside && outsideNodePort(outside.port),
  }));

function toAlive(alive: WebApplicationService['workers'][number]['alive']): WorkerCommand['alive'] {
  if ('none' in alive) return alive;
  if ('get' in alive) return { path: alive.get };
  return 'tcp' in alive ? { tcp: true } : { command: alive.map(kubernetesText) };
}

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const toStopSeconds = ({ stopSeconds }: { readonly stopSeconds: number }): number | undefined =>
  stopSeconds === 30 ? undefined : stopSeconds;
