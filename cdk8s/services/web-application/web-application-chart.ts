import { maximumPauseMinutes } from '../../../model/cron';
import { orderedSettings } from '../../../model/ordered-settings';
import { outsideNodePort } from '../../../model/outside-node-port';
import type { ServicePort } from '../../../model/schema/service-ports';
import { loginSecret } from '../../../model/service-needs';
import { kubernetesText } from '../../../model/variable-text';
import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import type { ProcessPort } from './process-ports';
import { TenantWebApplication } from './tenant-web-application';
import type { WebApplicationService } from './web-application-schema';
import { webApplicationSecrets } from './web-application-secrets';

/** Puts a web application into its chart. */
export function fillWebApplicationChart(
  chart: PlatformChart,
  service: WebApplicationService,
  context: ServiceContext,
): void {
  const { servedHosts: hosts, callees, login, remoteSecret } = context;
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
      alive: 'none' in worker.alive || 'get' in worker.alive ? worker.alive : worker.alive.map(kubernetesText),
    })),
    schedule: schedule.map((job) => ({
      ...job,
      command: job.command.map(kubernetesText),
      longestPauseMinutes: maximumPauseMinutes(job.at),
    })),
    callees,
    portsOutside: service.callsOut.map(({ port: outside }) => outside),
    healthPath: service.health,
    metricsPath: service.metrics,
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

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const toStopSeconds = ({ stopSeconds }: { readonly stopSeconds: number }): number | undefined =>
  stopSeconds === 30 ? undefined : stopSeconds;
