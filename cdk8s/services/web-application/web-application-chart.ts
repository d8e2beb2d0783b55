import { maximumPauseMinutes } from '../../../model/cron';
import { orderedSettings } from '../../../model/ordered-settings';
import { outsideNodePort } from '../../../model/outside-node-port';
import { toMigration } from '../../../model/schema/service-processes';
import type { ServicePort } from '../../../model/schema/service-ports';
import { loginSecret } from '../../../model/service-needs';
import { secretNames } from '../../../model/kinds/listed-secrets';
import { kubernetesCommand } from '../../../model/variable-text';
import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { addressValues, ownHost } from './address-variables';
import { toHealthQuestion, type HealthContext } from './health-question';
import { httpPort } from './http-port';
import type { Liveness } from './liveness';
import type { ProcessCommand } from './process-command';
import { metricsUsers, readMetrics } from './metrics-credentials';
import { portProcess } from './port-process';
import type { ProcessPort } from './process-ports';
import { TenantWebApplication } from './tenant-web-application';
import type { WebApplicationService } from './web-application-schema';
import { webApplicationSecrets, withMailAccount } from './web-application-secrets';
import { webReplicas } from './web-replicas';
import type { WorkerCommand } from './worker';

/** Puts a web application into its chart. */
export function fillWebApplicationChart(
  chart: PlatformChart,
  service: WebApplicationService,
  context: ServiceContext,
): void {
  const { servedHosts: hosts, callees, login, remoteSecret } = context;
  const metrics = readMetrics(service, service);
  const { name, image, updates, architecture, startSeconds, size, files, timeoutSeconds } = service;
  const relay = service.mail && context.mail();
  const mail = service.mail && relay && { ...relay, ...service.mail };
  const { claim, volumes, database, cache, bucket, before, migrate, schedule } = service;
  const toCommand = commandWriter(service);
  new TenantWebApplication(chart, name, {
    name,
    hosts,
    image,
    updates,
    architecture,
    command: service.command && toCommand(service.command),
    args: service.args && toCommand(service.args),
    port: httpPort(service),
    ports: processPorts(service.ports, context.processHosts),
    startSeconds,
    stopSeconds: toStopSeconds({ stopSeconds: longestStop(service) }),
    size,
    replicas: webReplicas(service),
    files,
    claim,
    volumes,
    timeoutSeconds,
    settings: orderedSettings(service.settings),
    before: before.map((job) => ({ ...job, ...toProcess(service, job) })),
    beside: workersIn(service, 'web').map((worker) => toWorker(service, worker, context)),
    migrate: migrate && toProcess(service, toMigration(migrate)),
    workers: workersIn(service, 'own').map((worker) => toWorker(service, worker, context)),
    schedule: schedule.map((job) => ({
      ...job,
      ...toProcess(service, job),
      longestPauseMinutes: maximumPauseMinutes(job.at),
    })),
    callees,
    callsOut: [...service.callsOut, ...(mail === undefined ? [] : [{ port: mail.port, to: 'either' as const }])],
    mail,
    health: toHealthQuestion(service.health, { host: ownHost(hosts), toCommand }),
    metricsPath: metrics?.path,
    metricsPort: metrics?.port,
    metricsCredentials: metrics?.credentials,
    metricsUsers: metricsUsers(service),
    addresses: addressValues(service, context),
    scratch: service.scratch,
    secrets:
      relay?.user === undefined ? webApplicationSecrets(service) : withMailAccount(webApplicationSecrets(service)),
    database: database && context.database(database),
    cache: cache && { ...context.cache(cache), keyPrefix: context.cacheKeyPrefix },
    bucket: bucket && context.bucket(),
    login: service.login && { ...login, secret: loginSecret },
    remoteSecret,
  });
}

type Worker = WebApplicationService['workers'][number];

const workersIn = ({ workers }: WebApplicationService, pod: Worker['pod']): readonly Worker[] =>
  workers.filter((worker) => worker.pod === pod);

/** Returns what writes the commands of a process as Kubernetes reads them, where the process has these settings of its own. */
function commandWriter(
  { settings, secrets }: Pick<WebApplicationService, 'settings' | 'secrets'>,
  own: WebApplicationService['settings'] = {},
): (words: readonly string[]) => readonly string[] {
  const names = [settings, own].flatMap(Object.keys);
  const variables = [...names, ...secretNames(secrets).map(({ name }) => name)];
  return (words) => kubernetesCommand(words, variables);
}

/** A process as a tenant's file declares it: its own settings take the place of those of the service. */
const toProcess = (
  service: WebApplicationService,
  {
    image,
    command,
    args,
    settings,
    scratch,
  }: Partial<Pick<Worker, 'image' | 'command' | 'args' | 'settings' | 'scratch'>>,
): ProcessCommand & Required<Pick<ProcessCommand, 'settings'>> => {
  const toCommand = commandWriter(service, settings);
  return {
    image,
    command: command && toCommand(command),
    args: args && toCommand(args),
    settings: orderedSettings({ ...service.settings, ...settings }),
    scratch,
  };
};

const toWorker = (
  service: WebApplicationService,
  worker: Worker,
  { processHosts, servedHosts }: Pick<ServiceContext, 'processHosts' | 'servedHosts'>,
): WorkerCommand => ({
  ...worker,
  ...toProcess(service, worker),
  ports: processPorts(worker.ports, processHosts, worker.name),
  stopSeconds: toStopSeconds(worker),
  hosts: processHosts[worker.name],
  metrics: readMetrics(service, { worker: worker.name, metrics: worker.metrics }),
  alive: toLiveness(worker.alive, {
    host: ownHost(servedHosts),
    toCommand: commandWriter(service, worker.settings),
  }),
});

const processPorts = (
  ports: readonly ServicePort[],
  hosts: ServiceContext['processHosts'],
  worker?: string,
): readonly ProcessPort[] =>
  ports.map(({ name, port, protocol, paths, outside }) => ({
    hosts: hosts[portProcess(name, worker)],
    paths,
    name,
    port,
    protocol,
    nodePort: outside && outsideNodePort(outside.port),
  }));

/** The time that a web pod gets to end, in which each of its containers ends. */
const longestStop = (service: WebApplicationService): number =>
  Math.max(service.stopSeconds, ...workersIn(service, 'web').map(({ stopSeconds }) => stopSeconds));

function toLiveness(alive: Worker['alive'], around: HealthContext): Liveness {
  if ('none' in alive) return alive;
  if ('length' in alive) return toHealthQuestion({ command: alive }, around);
  if ('tcp' in alive) return alive;
  const { get: path, ...request } = alive;
  return toHealthQuestion({ path, ...request }, around);
}

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const toStopSeconds = ({ stopSeconds }: { readonly stopSeconds: number }): number | undefined =>
  stopSeconds === 30 ? undefined : stopSeconds;
