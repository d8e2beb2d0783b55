import type { DeclaredDisk, DeclaredProcess, ServiceDeclaration } from '../../../model/kinds/declared-service';
import type { Settings } from '../../../model/ordered-settings';
import { metricsBeside, type DeclaredMetrics } from '../../../model/schema/metrics';
import { defineKind } from '../service-kind';
import { callWarnings } from './call-warnings';
import { calledPortWarnings } from './called-port-warnings';
import { declaredPorts } from './declared-ports';
import { enteredWarnings } from './entered-warnings';
import { fileWarnings } from './file-warnings';
import { filesNeedPassword } from './file-variables';
import { httpPort } from './http-port';
import { serviceProcesses } from './placed-processes';
import { portProcess } from './port-process';
import { processWarnings } from './process-warnings';
import { publicHealth } from './public-health';
import { userWarnings } from './user-warnings';
import { webApplicationFindings } from './web-application-findings';
import { webApplicationSchema, type WebApplicationService } from './web-application-schema';
import { webApplicationSecrets } from './web-application-secrets';

/** Any web application that comes as a container image. */
export const webApplicationKind = defineKind({
  schema: webApplicationSchema,
  declare: (service) => {
    const { name, hosts, health, metrics, login, database, cache, bucket, workers } = service;
    const port = httpPort(service);
    return {
      secrets: webApplicationSecrets(service),
      database,
      databasePassword: filesNeedPassword(service) ? 'secrets-manager' : undefined,
      // Only its maintainers know what is in the cache: workers usually have their queue there, but it may be in the database.
      cache: cache && {
        declared: cache,
        keys: 'prefixed',
        keeps: workers.length > 0 ? { perhaps: 'jobs too, if the workers take theirs from it' } : undefined,
      },
      ...declaredObjects(name, bucket),
      disks: claimDisks(service),
      hosts: hosts ?? (port === undefined ? [] : undefined),
      listens: port,
      ports: declaredPorts(service),
      calls: service.calls,
      sends: service.mail && { from: service.mail.from, account: service.mail.user, path: ['mail'] },
      login,
      // Metrics at a port of their own are at no host, so nothing is closed.
      probes: { health: publicHealth(health, port), closed: closedPaths(metrics) },
      processes: [...declaredProcesses(service), ...portProcesses(service)],
      settings: declaredSettings(service),
      findings: (around) => webApplicationFindings(service, around),
      warnings: [
        ...processWarnings(service),
        ...enteredWarnings(service),
        ...userWarnings(service),
        ...fileWarnings(service),
      ],
      advice: (around) => [...callWarnings(service, around), ...calledPortWarnings(service, around)],
    };
  },
  chart: async () => (await import('./web-application-chart')).fillWebApplicationChart,
  hints: {
    lines: [
      '# Where it listens, and the path that answers 200 when it works.',
      'port: 8080',
      'health: /',
      '# A PostgreSQL database; the application gets its address as DATABASE_URL.',
      '# database: { storageGiB: 5 }',
      '# A volume, for one pod only.',
      '# claim: { path: /var/lib/app, sizeGiB: 5 }',
      '# replicas: 1',
      '# Environment variables: open ones here, secret ones by name.',
      '# settings: { SITE_TITLE: Our site }',
      '# secrets: [SESSION_SECRET]',
    ],
  },
});

const closedPaths = (metrics: DeclaredMetrics): readonly string[] => {
  const path = metricsBeside(metrics);
  return path === undefined ? [] : [path];
};

/** A folder of the tenant's bucket that is named like the service, or a bucket of its own. */
function declaredObjects(
  name: string,
  bucket: WebApplicationService['bucket'],
): Pick<ServiceDeclaration, 'bucket' | 'ownBucket' | 'objects'> {
  if (bucket === undefined) return {};
  const { scope, ...kept } = bucket;
  const objects = { below: name, may: 'change' } as const;
  return scope === 'whole' ? { ownBucket: kept, objects } : { bucket: kept, objects };
}

/** A volume that many pods share is no disk but a folder of the environment's file system. */
const claimDisks = ({ claim, volumes, workers }: WebApplicationService): readonly DeclaredDisk[] =>
  [
    ...(claim === undefined ? [] : [{ path: ['claim', 'sizeGiB'], volume: claim }]),
    ...volumes.map((volume, index) => ({ path: ['volumes', index, 'sizeGiB'], volume })),
    ...workers.flatMap(({ claim: own }, index) =>
      own === undefined ? [] : [{ path: ['workers', index, 'claim', 'sizeGiB'], volume: own }],
    ),
  ].flatMap(({ path, volume: { sharing, sizeGiB, speed, backup } }) =>
    sharing === 'one-pod' ? [{ path, sizeGiB, speed, backup }] : [],
  );

/** Workers to which hosts or paths lead. */
const declaredProcesses = ({ workers }: WebApplicationService): readonly DeclaredProcess[] =>
  workers.map(({ name, hosts, paths, port, alive }, index) => ({
    name,
    at: ['workers', index],
    hosts,
    paths,
    // At another port it is not what the routers lead to.
    health: 'get' in alive && (alive.port ?? port) === port ? alive.get : undefined,
  }));

/** Ports to which hosts or paths lead. */
const portProcesses = ({ ports, workers, health }: WebApplicationService): readonly DeclaredProcess[] => [
  ...answeringPorts(ports, []).map((process, index) => ({
    ...process,
    health:
      typeof health === 'object' && 'path' in health && health.port === ports[index]?.port ? health.path : undefined,
  })),
  ...workers.flatMap(({ name, ports: own }, index) => answeringPorts(own, ['workers', index], name)),
];

const answeringPorts = (
  ports: WebApplicationService['ports'],
  at: DeclaredProcess['at'],
  worker?: string,
): readonly DeclaredProcess[] =>
  ports.map(({ name, hosts, paths }, index) => ({
    name: portProcess(name, worker),
    at: [...at, 'ports', index],
    hosts,
    paths,
  }));

/** Settings of all processes, and those of single ones whose value is said to be no secret. */
const declaredSettings = (service: WebApplicationService): Settings => ({
  ...service.settings,
  ...Object.fromEntries(
    serviceProcesses(service).flatMap(({ settings }) =>
      Object.entries(settings).filter(([, value]) => typeof value !== 'string'),
    ),
  ),
});
