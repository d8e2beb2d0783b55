import { draftImage, draftSize, draftWords, healthPath, tellPorts } from './draft-process';
import type { DraftedVariables } from './draft-variables';
import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';

export interface DraftedWorkerProps {
  readonly process: ImportedProcess;
  /** Its name in the draft. */
  readonly name: string;
  /** Image of the service, in full. */
  readonly serviceImage: string;
  /** Port that it listens on. */
  readonly port: number | undefined;
  readonly variables: DraftedVariables;
  /** Settings of the service, which it has too. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A worker of the draft; undefined values are left out. */
export function draftWorker(
  { process, name, serviceImage, port, variables, settings }: DraftedWorkerProps,
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
  const paths = process.hosts
    .flatMap((each) => each.paths)
    .map((path) => path.replace(/\/+$/, ''))
    .filter((path) => path !== '');
  if (port !== undefined && paths.length === 0 && process.ports.some(({ isPublished }) => isPublished)) {
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
    paths: paths.length === 0 ? undefined : [...new Set(paths)],
    alive: toAlive(process, port, notes),
    replicas: process.replicas === undefined || process.replicas === 1 ? undefined : process.replicas,
    settings: own.length === 0 ? undefined : Object.fromEntries(own),
    stopSeconds: process.stopSeconds,
    size: draftSize(process.size),
  };
}

function toAlive(process: ImportedProcess, port: number | undefined, notes: Notes): unknown {
  const { health, name } = process;
  const get = healthPath(health, notes);
  if (get !== undefined && port !== undefined) return { get };
  if (health !== undefined && 'command' in health) {
    const words = draftWords(health.command, 'healthcheck', process, notes);
    if (words !== undefined && !words.some((word) => word.includes('$('))) return words;
  }
  return { none: `What it was imported from does not ask whether ${name} works` };
}
