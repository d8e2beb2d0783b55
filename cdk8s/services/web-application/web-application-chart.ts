import { maximumPauseMinutes } from '../../../model/cron';
import { orderedSettings } from '../../../model/ordered-settings';
import { toMigration } from '../../../model/schema/service-processes';
import { loginSecret } from '../../../model/service-needs';
import { kubernetesText } from '../../../model/variable-text';
import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import type { ProcessCommand } from './process-command';
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
  const { servedHosts: hosts, callees, login, remoteSecret } = context;
  const { name, image, updates, architecture, port, startSeconds, size, replicas, files, timeoutSeconds } = service;
  const mail = service.mail && { ...context.mail(), ...service.mail };
  const { claim, volumes, database, cache, bucket, before, migrate, schedule } = service;
  new TenantWebApplication(chart, name, {
    name,
    hosts,
    image,
    updates,
    architecture,
    command: service.command?.map(kubernetesText),
    args: service.args?.map(kubernetesText),
    port,
    startSeconds,
    stopSeconds: toStopSeconds({ stopSeconds: longestStop(service) }),
    size,
    replicas,
    files,
    claim,
    volumes,
    timeoutSeconds,
    settings: orderedSettings(service.settings),
    before: before.map((job) => ({ ...job, ...toProcess(service, job) })),
    beside: workersIn(service, 'web').map((worker) => toWorker(service, worker)),
    migrate: migrate && toProcess(service, toMigration(migrate)),
    workers: workersIn(service, 'own').map((worker) => toWorker(service, worker)),
    schedule: schedule.map((job) => ({
      ...job,
      ...toProcess(service, job),
      longestPauseMinutes: maximumPauseMinutes(job.at),
    })),
    callees,
    portsOutside: [...service.callsOut.map(({ port: outside }) => outside), ...(mail === undefined ? [] : [mail.port])],
    mail,
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

type Worker = WebApplicationService['workers'][number];

const workersIn = ({ workers }: WebApplicationService, pod: Worker['pod']): readonly Worker[] =>
  workers.filter((worker) => worker.pod === pod);

/** A process as a tenant's file declares it: its own settings take the place of those of the service. */
const toProcess = (
  service: WebApplicationService,
  { image, command, args, settings }: Partial<Pick<Worker, 'image' | 'command' | 'args' | 'settings'>>,
): ProcessCommand & Required<Pick<ProcessCommand, 'settings'>> => ({
  image,
  command: command?.map(kubernetesText),
  args: args?.map(kubernetesText),
  settings: orderedSettings({ ...service.settings, ...settings }),
});

const toWorker = (service: WebApplicationService, worker: Worker): WorkerCommand => ({
  ...worker,
  ...toProcess(service, worker),
  stopSeconds: toStopSeconds(worker),
  alive: 'none' in worker.alive || 'get' in worker.alive ? worker.alive : worker.alive.map(kubernetesText),
});

/** The time that a web pod gets to end, in which each of its containers ends. */
const longestStop = (service: WebApplicationService): number =>
  Math.max(service.stopSeconds, ...workersIn(service, 'web').map(({ stopSeconds }) => stopSeconds));

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const toStopSeconds = ({ stopSeconds }: { readonly stopSeconds: number }): number | undefined =>
  stopSeconds === 30 ? undefined : stopSeconds;
