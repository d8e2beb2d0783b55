import { healthPath } from './draft-health';
import { draftImage, draftSize, draftWords, otherPorts, tellPorts } from './draft-process';
import type { DraftedVariables } from './draft-variables';
import type { ImportedHost, ImportedProcess } from './imported-application';
import type { Notes } from './notes';

export interface DraftedWorkerProps {
  readonly process: ImportedProcess;
  /** Its name in the draft. */
  readonly name: string;
  /** Image of the service, in full. */
  readonly serviceImage: string;
  /** Hosts of the service, of which it may have some paths. */
  readonly serviceHosts: readonly string[];
  /** Port that it listens on. */
  readonly port: number | undefined;
  readonly variables: DraftedVariables;
  /** Settings of the service, which it has too. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A worker of the draft; undefined values are left out. */
export function draftWorker(
  { process, name, serviceImage, serviceHosts, port, variables, settings }: DraftedWorkerProps,
  notes: Notes,
): object {
  const { image } = draftImage(process, notes);
  const { command: program = [], args = [] } = process;
  const words = draftWords([...program, ...args], 'command', process, notes);
  if (program.length === 0 && args.length > 0) {
    notes.add(
      process.at,
      'command',
      'a worker’s command takes the place of the entry point of the image',
      'put the entry point in front of it, if the image has one that is needed',
    );
  }
  tellPorts(process.ports, port, notes);
  const own = Object.entries(variables.settings).filter(([key, value]) => settings[key] !== value);
  const isShared = ({ host, paths }: ImportedHost) => serviceHosts.includes(host) && paths.length > 0;
  const paths = toPaths(process.hosts.filter(isShared).flatMap((each) => each.paths));
  const hosts = process.hosts
    .filter((each) => !isShared(each) && !serviceHosts.includes(each.host))
    .map((each) => (each.paths.length === 0 ? each.host : { host: each.host, paths: toPaths(each.paths) }));
  if (port !== undefined && paths.length + hosts.length === 0 && process.ports.some(({ isPublished }) => isPublished)) {
    notes.add(
      process.at,
      `port ${port}`,
      'is reached from outside, and the input does not say at which paths',
      'write them under paths of the worker',
    );
  }
  return {
    name,
    image: image === serviceImage && words !== undefined ? undefined : image,
    command: words,
    port,
    paths: paths.length === 0 ? undefined : paths,
    hosts: hosts.length === 0 ? undefined : hosts,
    alive: toAlive(process, port, notes),
    replicas: process.replicas === undefined || process.replicas === 1 ? undefined : process.replicas,
    settings: own.length === 0 ? undefined : Object.fromEntries(own),
    stopSeconds: process.stopSeconds,
    size: draftSize(process.size),
  };
}

/** Paths without a slash at their end, each once; the root is none. */
const toPaths = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.replace(/\/+$/, '')).filter((path) => path !== '')),
];

function toAlive(process: ImportedProcess, port: number | undefined, notes: Notes): unknown {
  const { health, name } = process;
  const get = healthPath(health, notes);
  if (get !== undefined && port !== undefined) return { get };
  if (port !== undefined && health !== undefined && 'tcp' in health) return { tcp: true };
  if (port !== undefined && health === undefined && otherPorts.has(port)) return { tcp: true };
  if (health !== undefined && 'command' in health) {
    const words = draftWords(health.command, 'healthcheck', process, notes);
    if (words !== undefined && !words.some((word) => word.includes('$('))) return words;
  }
  return { none: `What it was imported from does not ask whether ${name} works` };
}
