import { healthPath } from './draft-health';
import { draftHosts } from './draft-hosts';
import { draftPorts } from './draft-ports';
import { draftSize, draftWords, otherPorts } from './draft-process';
import { draftProgram, type DraftedProgramProps } from './draft-program';
import type { WorkerVolumes } from './draft-volumes';
import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';

export interface DraftedWorkerProps extends DraftedProgramProps {
  /** Its name in the draft. */
  readonly name: string;
  /** Hosts of the service, of which it may have some paths. */
  readonly serviceHosts: readonly string[];
  /** Port that it listens on. */
  readonly port: number | undefined;
  readonly mounted: WorkerVolumes;
}

/** A worker of the draft; undefined values are left out. */
export function draftWorker(
  {
    process,
    name,
    serviceImage,
    serviceHosts,
    port,
    variables,
    settings,
    mounted: { volumes, claim },
  }: DraftedWorkerProps,
  notes: Notes,
): object {
  const { image, command, args, settings: own } = draftProgram({ process, serviceImage, variables, settings }, notes);
  const ports = draftPorts(process, port, serviceHosts, notes);
  const { hosts, paths } = draftHosts(process.hosts, serviceHosts);
  if (
    port !== undefined &&
    hosts === undefined &&
    paths === undefined &&
    process.ports.some(({ isPublished }) => isPublished)
  ) {
    notes.add(
      process.at,
      `port ${port}`,
      'is reached from outside, and the input does not say at which paths',
      'write them under paths of the worker',
    );
  }
  return {
    name,
    image,
    command,
    args,
    volumes,
    claim,
    port,
    paths,
    hosts,
    ports,
    alive: toAlive(process, port, notes),
    replicas: process.replicas === undefined || process.replicas === 1 ? undefined : process.replicas,
    settings: own,
    stopSeconds: process.stopSeconds,
    size: draftSize(process.size),
  };
}

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
