import { isReservedServiceName } from '../../../model/reserved-service-names';
import { callsProcess, type ProcessAddress } from './connect-process';
import type { Reachable } from './connect-variables';
import { furtherPorts, servedPort } from './draft-ports';
import { draftService } from './draft-service';
import type { ImportedApplication, ImportedProcess } from './imported-application';
import { commonPrefix, toShortName, UniqueNames } from './names';
import { Notes } from './notes';
import { planServices, type PlannedService } from './plan-services';
import { processHosts } from './process-hosts';
import type { TenantDraft } from './tenant-draft';

export interface TenantDraftProps {
  /**
   * Name of the tenant.
   * @default that of the input
   */
  readonly name?: string;
  /**
   * Name where neither that nor the input has one.
   * @default the name of the first process
   */
  readonly fallbackName?: string;
  /** Domain of the environment, for hosts that the input does not say. */
  readonly domain: string;
}

/** A service with the names that it and its workers get. */
interface NamedService {
  readonly planned: PlannedService;
  readonly name: string;
  readonly workerNames: ReadonlyMap<string, string>;
  readonly hosts: readonly string[];
}

/** Turns what the input describes into the services of a tenant; there are none if nothing of it runs. */
export function toTenant(
  application: ImportedApplication,
  { name: wanted, fallbackName, domain }: TenantDraftProps,
): TenantDraft {
  const plan = planServices(application);
  const [first] = plan.services;
  const planned = plan.services.slice(0, mostServices);
  const name = toShortName(wanted ?? application.name ?? fallbackName ?? first?.main.name ?? '', 20, 'imported');
  const services = named(planned, name, domain);
  const drafts = services.map((service) =>
    draftService({
      planned: service.planned,
      name: services.length === 1 ? undefined : service.name,
      workerNames: service.workerNames,
      hosts: service.hosts,
      saysHosts: services.length > 1,
      calls: services
        .filter((other) =>
          (other === service ? callingMain(service.planned) : processesIn(service.planned)).some((process) =>
            callsProcess(process, other.planned.main.addresses),
          ),
        )
        .map((other) => other.name),
      reachable: (process) => toReachable(process, service, services),
      callers: services.flatMap(({ planned }) => processesIn(planned)),
    }),
  );
  const known = plan.services.some(({ main, workers }) =>
    [main, ...workers].some((process) => processHosts(process).length > 0),
  );
  return {
    name,
    hosts: [
      ...new Set(
        services.flatMap(({ planned: { main, workers }, hosts }) => [
          ...hosts,
          ...[main, ...workers].flatMap(processHosts),
        ]),
      ),
    ],
    hostsAreKnown: known,
    services: drafts.map(({ service }) => service),
    left: [
      // What is replaced is told as a whole.
      ...application.left.filter(({ process }) => process === undefined || !plan.replaced.includes(process)),
      ...plan.left,
      ...plan.services.slice(mostServices).flatMap(tooMany),
      ...drafts.flatMap(({ left }) => left),
    ],
  };
}

/** Most services of a tenant. */
const mostServices = 10;

function tooMany({ main }: PlannedService) {
  const notes = new Notes(main.name);
  notes.add(
    main.at,
    `process ${main.name}`,
    `a tenant has at most ${mostServices} services`,
    'give it to a tenant of its own',
  );
  return notes.left;
}

const processesIn = ({ main, workers, jobs }: PlannedService): readonly ImportedProcess[] => [
  main,
  ...workers,
  ...jobs,
];

/** Gives names to services and workers, and hosts to services that people reach; each host leads to one service. */
function named(plans: readonly PlannedService[], tenant: string, domain: string): readonly NamedService[] {
  const names = new UniqueNames((name) => !isReservedServiceName(name));
  const taken = new Set<string>();
  const prefix = commonPrefix(plans.flatMap(processesIn).map((process) => process.name));
  const short = (process: ImportedProcess) => process.name.slice(prefix.length);
  return plans.map((planned, index) => {
    const name = plans.length === 1 ? 'web' : names.add(serviceName(short(planned.main)), 16);
    const workers = new UniqueNames();
    const said = planned.main.hosts.map(({ host }) => host);
    // Of a host that the main process does not name, some paths are a worker's and the others the main process's.
    const shared = planned.workers.flatMap((worker) =>
      worker.hosts.flatMap(({ host, paths }) => (paths.length > 0 ? [host] : [])),
    );
    const found = (said.length > 0 ? said : shared).filter((host) => !taken.has(host));
    const unsaid = index === 0 ? `${tenant}.${domain}` : `${tenant}-${name}.${domain}`;
    const hosts = found.length > 0 ? [...new Set(found)] : planned.isPublic ? [unsaid] : [];
    for (const host of hosts) taken.add(host);
    return {
      planned,
      name,
      workerNames: new Map(
        [...planned.workers, ...planned.jobs].map((worker) => [
          worker.name,
          workers.add(workerName(short(worker), short(planned.main)), 16),
        ]),
      ),
      hosts,
    };
  });
}

/** A name for a worker, without the name of the main process in front. */
const workerName = (name: string, main: string): string =>
  toShortName(
    name.startsWith(`${main}-`) || name.startsWith(`${main}_`) ? name.slice(main.length + 1) : name,
    16,
    'worker',
  );

/** A name for a service, without the parts that names of other objects end in. */
const serviceName = (name: string): string =>
  toShortName(
    name.replaceAll(/(^|[-_])(db|cache|job|jobs|worker|processes|pooler|data|closed|migration)(?=$|[-_])/gi, '$1'),
    16,
    'service',
  );

/** Processes with pods of their own, which may call the main process of their service: what runs before it cannot. */
const callingMain = ({ workers, jobs }: PlannedService): readonly ImportedProcess[] => [
  ...workers,
  ...jobs.filter(({ runs }) => runs !== 'once'),
];

function toReachable(process: ImportedProcess, own: NamedService, services: readonly NamedService[]): Reachable {
  const callers = services.flatMap(({ planned }) => processesIn(planned));
  const address = (called: ImportedProcess, service: string): ProcessAddress => {
    const http = servedPort(called, callers);
    const further = furtherPorts(called.ports, http).filter(({ protocol }) => protocol === 'tcp');
    return { addresses: called.addresses, service, http, ports: further.map(({ port }) => port) };
  };
  const workers = own.planned.workers
    .filter((worker) => worker !== process)
    .map((worker) => address(worker, `${own.name}-worker-${own.workerNames.get(worker.name) ?? ''}`));
  const others = services.filter((service) => service !== own);
  const { main } = own.planned;
  const reachesMain = callingMain(own.planned).includes(process);
  return {
    backings: own.planned.backings,
    processes: [
      ...workers,
      ...(reachesMain ? [address(main, own.name)] : []),
      ...others.map(({ planned, name }) => address(planned.main, name)),
    ],
    closed: [
      ...(process === main || reachesMain ? [] : main.addresses),
      ...others.flatMap(({ planned }) => planned.workers.flatMap(({ addresses }) => addresses)),
    ],
  };
}
