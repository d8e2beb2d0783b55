import { interpolate } from './compose-interpolation';
import { callsProcess } from './connect-process';
import type { ImportedProcess } from './imported-application';
import { knownText } from './imported-text';
import type { InputNode } from './input-node';
import { Notes } from './notes';
import type { NotTakenOver } from './not-taken-over';

/** A process, with what the file says of its end. */
interface ProcessInFile {
  readonly process: ImportedProcess;
  readonly node: InputNode | undefined;
  /** Its `restart` without the number of attempts. */
  readonly policy: string;
  /** Whether it surely runs without end: it listens, is asked for its health, or is called. */
  readonly answers: boolean;
}

/**
 * Tells processes that run once from those that run without end. One that others wait for to complete runs once, and so does one that
 * is not restarted while others always are.
 *
 * @param services the services of the file
 */
export function composeRuns(
  processes: readonly ImportedProcess[],
  services: InputNode | undefined,
): { readonly processes: readonly ImportedProcess[]; readonly left: readonly NotTakenOver[] } {
  const waited = (condition: string) =>
    new Set(
      processes.flatMap(({ name }) =>
        (services?.find(name, 'depends_on')?.entries ?? []).flatMap(([other, node]) =>
          node.textAt('condition') === condition ? [other] : [],
        ),
      ),
    );
  const completed = waited('service_completed_successfully');
  const healthy = waited('service_healthy');
  const all = processes.map((process): ProcessInFile => {
    const node = services?.find(process.name);
    const answers = healthy.has(process.name) || isAnswering(process, processes);
    return { process, node, policy: toPolicy(node), answers };
  });
  const left: NotTakenOver[] = [];
  const read = all.map((each) => {
    const { process, node, policy } = each;
    if (completed.has(process.name)) return { ...process, runs: 'once' as const };
    const notes = new Notes(process.name);
    const ends = isEnding(each, all);
    const said = node?.find('restart');
    if (ends)
      notes.add(
        said?.at ?? process.at,
        'restart',
        'others are always restarted and it is not, so it is taken for a process that ends',
        'write it under workers if it runs without end',
      );
    else if (said !== undefined && !isAlways(policy))
      notes.add(said.at, 'restart', 'a process that ends is started again, whatever it says');
    left.push(...notes.left);
    return ends ? { ...process, runs: 'once' as const } : process;
  });
  return { processes: read, left };
}

const toPolicy = (node: InputNode | undefined): string =>
  (knownText(interpolate(node?.textAt('restart') ?? '')) ?? '').replace(/:\d+$/, '');

const isAlways = (policy: string): boolean => policy === 'always' || policy === 'unless-stopped';

function isAnswering(process: ImportedProcess, all: readonly ImportedProcess[]): boolean {
  const { ports, hosts, webPort, health, addresses } = process;
  return (
    ports.length + hosts.length > 0 ||
    webPort !== undefined ||
    health !== undefined ||
    all.some((other) => other !== process && callsProcess(other, addresses))
  );
}

/** A policy says nothing if one that surely runs without end has it too; then the name or the command has to say it. */
function isEnding({ process, policy, answers }: ProcessInFile, all: readonly ProcessInFile[]): boolean {
  if (answers || isAlways(policy) || !all.some((other) => isAlways(other.policy))) return false;
  const isSaid = policy === 'on-failure' || policy === 'no';
  const isUsual = all.some((other) => other.answers && other.policy === policy);
  return (isSaid && !isUsual) || isPreparation(process);
}

/** Whether a name or a command is that of a program that prepares others. A script of a shell may start another one after it. */
function isPreparation({ name, command = [], args = [] }: ImportedProcess): boolean {
  const words = [...command, ...args];
  return (
    /(^|[-_.])(init|setup|bootstrap|migrat(e|ions?|or)|seed(s|er)?)($|[-_.])/i.test(name) ||
    (!words.some((word) => /[;&|\n]/.test(word)) &&
      words.some((word) => /^(?!-).*(?<![a-z])(migrat(e|ions?|or)|seed(s|er)?)(\.[a-z]+)?$/i.test(word)))
  );
}
