import { connectVariables, type Reachable } from './connect-variables';
import { draftImage, draftSize, draftWords } from './draft-process';
import { draftPorts, servedPort } from './draft-ports';
import { draftHealth } from './draft-health';
import { draftProvided } from './draft-provided';
import { draftPlaces } from './draft-places';
import { draftSecrets } from './draft-secrets';
import { draftVariables } from './draft-variables';
import { draftVolumes } from './draft-volumes';
import { draftWorker } from './draft-worker';
import type { DraftedService } from './drafted-service';
import type { ImportedProcess } from './imported-application';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';
import { draftFiles } from './draft-files';
import { draftJobs } from './draft-jobs';
import { planJobs } from './plan-jobs';
import type { PlannedService } from './plan-services';
import { processHosts } from './process-hosts';

export interface ServiceDraftProps {
  readonly planned: PlannedService;
  /** Its name, undefined for the only service of the tenant. */
  readonly name: string | undefined;
  /** Names of its workers in the draft, by those in the input. */
  readonly workerNames: ReadonlyMap<string, string>;
  /** Hosts that it serves. */
  readonly hosts: readonly string[];
  /** Whether it says so, which the only service need not. */
  readonly saysHosts: boolean;
  /** Names of other services that it calls. */
  readonly calls: readonly string[];
  /** What each of its processes can call. */
  readonly reachable: (process: ImportedProcess) => Reachable;
  /** All processes of the input, which may call those of the service. */
  readonly callers: readonly ImportedProcess[];
}

/** Drafts one service. */
export function draftService({
  planned,
  name,
  workerNames,
  hosts,
  saysHosts,
  calls,
  reachable,
  callers,
}: ServiceDraftProps): {
  readonly service: DraftedService;
  readonly left: readonly NotTakenOver[];
} {
  const { main, jobs, backings } = planned;
  const workers = planned.workers.slice(0, mostWorkers);
  const notes = new Map([main, ...workers, ...jobs].map((process) => [process, new Notes(process.name)]));
  const shortName = (process: ImportedProcess) => workerNames.get(process.name) ?? process.name;
  const notesFor = (process: ImportedProcess) => notes.get(process) ?? new Notes(process.name);
  const own = notesFor(main);
  for (const worker of planned.workers.slice(mostWorkers)) {
    own.add(
      worker.at,
      `process ${worker.name}`,
      `a service has at most ${mostWorkers} workers`,
      'run it in one of the others, or in a service of its own',
    );
  }
  for (const worker of workers) {
    const waiting = callers.find((other) => other !== worker && other.waitsFor.includes(worker.name));
    if (waiting === undefined || servedPort(worker, callers) !== undefined) continue;
    notesFor(worker).add(
      worker.at,
      `port of ${worker.name}`,
      `${waiting.name} waits for it, and the input says neither its port nor where it is called`,
      'write its port if an image calls it by its own default, and the new address as a setting of the caller',
    );
  }
  const { image, decisions: aboutImage } = draftImage(main, own);
  const port = servedPort(main, callers);
  const ports = draftPorts(main, port, hosts, own);
  const variables = new Map(
    [main, ...workers, ...jobs].map((process) => [
      process,
      draftVariables(connectVariables(process, reachable(process), notesFor(process)), notesFor(process)),
    ]),
  );
  const { settings = {} } = variables.get(main) ?? {};
  const all = [...variables.values()];
  const provided = draftProvided(backings);
  const elsewhere = main.variables.find(({ name }) =>
    /(DB|DATABASE|POSTGRES|PG|MYSQL)_?(HOST|HOSTNAME|URL|SERVER)$/i.test(name),
  );
  if (provided.database === undefined && elsewhere !== undefined) {
    own.add(
      elsewhere.at,
      `variable ${elsewhere.name}`,
      'names a database that is not in the input',
      'write database: {}, and $(DATABASE_HOST) and its like in the settings, if the platform is to have it',
    );
  }
  const canMigrate = image.includes('@') && provided.database !== undefined;
  const plannedJobs = planJobs({ jobs, main, canMigrate, notesFor });
  const mounting = [...plannedJobs.before, ...plannedJobs.scheduled];
  const {
    claim,
    volumes,
    mountedBy,
    decisions: aboutVolumes,
  } = draftVolumes({ main, workers, jobs: mounting }, notesFor);
  const health = draftHealth(main, port, own);
  const size = draftSize(main.size);
  const files = draftFiles([main, ...workers, ...mounting], own);
  const scratch = [...new Set([main, ...workers, ...mounting].flatMap((process) => process.scratch))];
  const programFor = (process: ImportedProcess) => ({
    process,
    serviceImage: image,
    variables: variables.get(process) ?? { settings: {}, secrets: [], open: {} },
    settings,
  });
  const drafted = draftJobs(plannedJobs, {
    nameFor: shortName,
    notesFor,
    programFor,
    volumesFor: (job) => mountedBy(job).volumes,
  });
  const values = {
    name,
    image,
    hosts:
      saysHosts || [main, ...workers].flatMap(processHosts).some((host) => !hosts.includes(host)) ? hosts : undefined,
    calls: calls.length === 0 ? undefined : calls,
    command: draftWords(main.command, 'entrypoint', main, own),
    args: draftWords(main.args, 'command', main, own),
    port,
    ports,
    health,
    startSeconds:
      main.startSeconds === undefined || main.startSeconds <= 120 ? undefined : Math.min(7200, main.startSeconds),
    stopSeconds: main.stopSeconds,
    size,
    replicas: main.replicas ?? 1,
    database: provided.database,
    cache: provided.cache,
    settings: Object.keys(settings).length === 0 ? undefined : settings,
    secrets: draftSecrets(all.flatMap((each) => each.secrets)),
    files: files.texts,
    scratch: scratch.length === 0 ? undefined : [...new Set(['/tmp', ...scratch])],
    claim,
    volumes: volumes.length === 0 ? undefined : volumes,
    before: drafted.before,
    migrate: drafted.migrate,
    workers:
      workers.length === 0
        ? undefined
        : workers.map((process) =>
            draftWorker(
              {
                ...programFor(process),
                name: shortName(process),
                port: servedPort(process, callers),
                serviceHosts: hosts,
                mounted: mountedBy(process),
              },
              notesFor(process),
            ),
          ),
    schedule: drafted.schedule,
  };
  const decisions = {
    image: aboutImage,
    port:
      port === undefined ? ['decide: the port; the input says none, and a program without HTTP has port: none'] : [],
    health: health === undefined ? ['decide: the path that answers 200 when it works'] : [],
    size: size === undefined ? ['decide: the size; the input says none, and a small pod has half a GiB of memory'] : [],
    database: provided.database === undefined ? [] : (provided.decisions.database ?? []),
    files: files.decisions,
    ...aboutVolumes,
  };
  const open = Object.fromEntries([...all].reverse().flatMap((each) => Object.entries(each.open)));
  return {
    service: {
      processes: [main, ...workers, ...jobs].map((process) => process.name),
      at: main.at,
      places: draftPlaces({ main, workers, backings }, plannedJobs),
      values,
      decisions,
      open,
    },
    left: [...[...notes.values()].flatMap((each) => each.left), ...provided.left],
  };
}

/** Most workers of a service. */
const mostWorkers = 12;
