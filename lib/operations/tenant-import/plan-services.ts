import { findBackingService, type BackingService } from './backing-service';
import { callsProcess } from './connect-process';
import type { ImportedApplication, ImportedProcess } from './imported-application';
import { toCache, toDatabase, type ImportedBacking } from './imported-backing';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';
import { processGroups } from './process-groups';

/** A service of the tenant as it will be: processes of the input that are one application, and what it uses. */
export interface PlannedService {
  readonly main: ImportedProcess;
  readonly workers: readonly ImportedProcess[];
  /** Processes that run once, or by the clock. */
  readonly jobs: readonly ImportedProcess[];
  /** Whether hosts lead to it; otherwise other services call it. */
  readonly isPublic: boolean;
  /** Databases and caches of the input that it uses. */
  readonly backings: readonly PlannedBacking[];
}

export interface PlannedBacking extends ImportedBacking {
  readonly is: Exclude<BackingService, { readonly kind: 'left' }>;
}

/** All services that the input comes to. */
export interface ServicePlan {
  readonly services: readonly PlannedService[];
  /** Names of processes that the platform has something in place of, or that are left out. */
  readonly replaced: readonly string[];
  readonly left: readonly NotTakenOver[];
}

/** Whether somebody outside of the application reaches the process, as far as the input says. */
const isPublished = ({ hosts, webPort, ports }: ImportedProcess): boolean =>
  hosts.length > 0 ||
  webPort !== undefined ||
  ports.some(({ isPublished: isOpen, protocol }) => isOpen && protocol === 'tcp');

/** Decides which processes are one service, which of them is its main process, and what the platform provides in place of others. */
export function planServices({ processes }: Pick<ImportedApplication, 'processes'>): ServicePlan {
  const { own, backings, replaced, left } = sorted(processes);
  const behind = new Set(replaced.flatMap(({ waitsFor }) => waitsFor));
  const isReached = (process: ImportedProcess) =>
    process.runs === 'always' && (isPublished(process) || behind.has(process.name));
  const users = new Map(backings.map((backing) => [backing, own.filter((process) => uses(process, backing.process))]));
  const ties = [
    ...[...users.values()].map((each) => each.map(({ name }) => name)),
    ...sharedHosts(own).map((each) => each.map(({ name }) => name)),
  ];
  const groups = joined(processGroups(own, ties), own, isReached);
  const services = groups.flatMap((group): readonly PlannedService[] => {
    const running = group.filter(({ runs }) => runs === 'always');
    const main = findMain(running, isReached);
    if (main === undefined) return [];
    const isCalled = own.some((process) => !group.includes(process) && callsProcess(process, main.addresses));
    return [
      {
        main,
        workers: running.filter((process) => process !== main),
        jobs: group.filter(({ runs }) => runs !== 'always'),
        isPublic: running.some(isReached) || !isCalled,
        backings: backings.filter((backing) => {
          const known = users.get(backing) ?? [];
          return known.length === 0 ? group === groups[0] : known.some((process) => group.includes(process));
        }),
      },
    ];
  });
  return { services, replaced: [...replaced, ...backings.map(({ process }) => process)].map(({ name }) => name), left };
}

/** Processes of the application itself, and those in whose place the platform has something. */
function sorted(processes: readonly ImportedProcess[]) {
  const own: ImportedProcess[] = [];
  const replaced: ImportedProcess[] = [];
  const backings: PlannedBacking[] = [];
  const left: NotTakenOver[] = [];
  const volumes = processes.flatMap(({ mounts }) => [...new Set(mounts.map(({ volume }) => volume))]);
  const sharedVolumes = new Set(volumes.filter((volume, index) => volumes.indexOf(volume) < index));
  const isOwn = (process: ImportedProcess) =>
    findBackingService(process, { sharedVolumes, hasOthers: false }) === undefined;
  for (const process of processes) {
    const hasOthers = processes.some((other) => other !== process && other.image !== process.image && isOwn(other));
    const is = findBackingService(process, { sharedVolumes, hasOthers });
    if (is === undefined) own.push(process);
    else if (is.kind === 'left') {
      const notes = new Notes(process.name);
      notes.add(process.at, `process ${process.name}`, is.why, is.remedy);
      left.push(...notes.left);
      replaced.push(process);
    } else backings.push({ ...(is.kind === 'cache' ? toCache(process) : toDatabase(process, is.kind)), is });
  }
  return { own, backings, replaced, left };
}

/** Processes that paths of the same host lead to. */
const sharedHosts = (processes: readonly ImportedProcess[]): readonly (readonly ImportedProcess[])[] =>
  [...new Set(processes.flatMap(({ hosts }) => hosts.map(({ host }) => host)))].map((host) =>
    processes.filter(({ hosts }) => hosts.some((each) => each.host === host)),
  );

const uses = (process: ImportedProcess, backing: ImportedProcess): boolean =>
  process.waitsFor.includes(backing.name) || callsProcess(process, backing.addresses);

/** The process that hosts lead to, before one that has a port, before the first. */
const findMain = (
  running: readonly ImportedProcess[],
  isReached: (process: ImportedProcess) => boolean,
): ImportedProcess | undefined =>
  running.find(({ hosts }) => hosts.some(({ paths }) => paths.length === 0)) ??
  running.find((process) => isReached(process) && process.hosts.length === 0) ??
  running.find(isReached) ??
  running.find(({ ports }) => ports.length > 0) ??
  running[0];

/** Groups that nobody reaches or calls belong to the first that somebody reaches, which is put in front. */
function joined(
  groups: readonly (readonly ImportedProcess[])[],
  own: readonly ImportedProcess[],
  isReached: (process: ImportedProcess) => boolean,
): readonly (readonly ImportedProcess[])[] {
  const first =
    groups.find((group) => group.some(isReached)) ??
    groups.find((group) => group.some(({ runs }) => runs === 'always'));
  if (first === undefined) return [];
  const isCalled = (group: readonly ImportedProcess[]) =>
    group.some(
      ({ runs, addresses }) =>
        runs === 'always' && own.some((process) => !group.includes(process) && callsProcess(process, addresses)),
    );
  const apart = groups.filter((group) => group !== first && (group.some(isReached) || isCalled(group)));
  const others = groups.filter((group) => group !== first && !apart.includes(group));
  return [[...first, ...others.flat()], ...apart];
}
