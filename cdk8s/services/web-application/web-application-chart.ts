import { maximumPauseMinutes } from '../../../model/cron';
import { orderedSettings } from '../../../model/ordered-settings';
import { outsideNodePort } from '../../../model/outside-node-port';
import { metricsPlace } from '../../../model/schema/metrics';
import type { ServicePort } from '../../../model/schema/service-ports';
import { loginSecret } from '../../../model/service-needs';
import { secretNames } from '../../../model/kinds/listed-secrets';
import { kubernetesCommand } from '../../../model/variable-text';
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
  const variables = [...Object.keys(service.settings), ...secretNames(service.secrets).map((secret) => secret.name)];
  const toCommand = (words: readonly string[]) => kubernetesCommand(words, variables);
  new TenantWebApplication(chart, name, {
    name,
    hosts,
    image,
    updates,
    architecture,
    command: service.command && toCommand(service.command),
    args: service.args && toCommand(service.args),
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
    migrate: migrate && toCommand(migrate),
    workers: workers.map((worker) => ({
      ...worker,
      ports: processPorts(worker.ports),
      command: worker.command && kubernetesCommand(worker.command, [...variables, ...Object.keys(worker.settings)]),
      settings: orderedSettings({ ...service.settings, ...worker.settings }),
      stopSeconds: toStopSeconds(worker),
      hosts: processHosts[worker.name],
      metrics: metricsPlace(worker.metrics),
      alive: toAlive(worker.alive, toCommand),
    })),
    schedule: schedule.map((job) => ({
      ...job,
      command: toCommand(job.command),
      longestPauseMinutes: maximumPauseMinutes(job.at),
    })),
    callees,
    portsOutside: service.callsOut.map(({ port: outside }) => outside),
    health: toHealthQuestion(service.health, { host: ownHost(hosts), toCommand }),
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

function toAlive(
  alive: WebApplicationService['workers'][number]['alive'],
  toCommand: (words: readonly string[]) => readonly string[],
): WorkerCommand['alive'] {
  if ('none' in alive) return alive;
  if ('get' in alive) return { path: alive.get };
  return 'tcp' in alive ? { tcp: true } : { command: toCommand(alive) };
}

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const toStopSeconds = ({ stopSeconds }: { readonly stopSeconds: number }): number | undefined =>
  stopSeconds === 30 ? undefined : stopSeconds;
