import { LogReader } from '../../lib/operations/edge/log-reader';
import {
  CallCounter,
  callerMeasures,
  callingNetworks,
  type CallerMeasure,
} from '../../lib/operations/edge/worst-callers';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, throwProblems } from '../../model/problem';
import { loadedEnvironment } from '../loaded-environment';
import { logLines } from '../log-lines';
import { table } from '../table';

export interface EdgeWhoOptions {
  /** By what callers are ordered: requests, bytes or refused. */
  readonly by: string;
  /** Networks to list. */
  readonly top: string;
  /** Callers with fewer are left out. */
  readonly atLeast: string;
  /** Whether to print addresses alone, for `edge deny -`. */
  readonly addresses: boolean;
}

/**
 * Names the worst callers in flow logs or router logs, by network.
 *
 * @throws ProblemsError when no line is of a known format
 */
export async function edgeWho(name: string, files: readonly string[], options: EdgeWhoOptions): Promise<void> {
  const by = callerMeasures.find((measure) => measure === options.by);
  throwProblems([
    ...(by === undefined
      ? [fileProblem('--by', `${options.by} is not measured`, `write ${callerMeasures.join(', ')}`)]
      : []),
    ...(['top', 'atLeast'] as const)
      .filter((key) => !/^\d{1,12}$/.test(options[key]))
      .map((key) => fileProblem(key === 'top' ? '--top' : '--at-least', 'is not a number', 'write it like 20')),
  ]);
  const { environment, facts } = loadedEnvironment(name);
  const counter = new CallCounter();
  let read = 0;
  let unread = 0;
  for (const file of files.length === 0 ? ['-'] : files) {
    const reader = new LogReader();
    for await (const line of logLines(file)) {
      const call = reader.read(line);
      if (call === undefined) continue;
      read += 1;
      counter.add(call);
    }
    unread += reader.unread;
  }
  if (read === 0) {
    const remedy = 'give flow logs as text, or logs of the routers: docs/edge.md says how to get them';
    throw new ProblemsError([
      fileProblem(files[0] ?? 'standard input', `names no caller; ${unread} lines unread`, remedy),
    ]);
  }
  const measure: CallerMeasure = by ?? 'requests';
  const worst = counter.worst(measure, Number(options.atLeast));
  if (options.addresses) {
    for (const [caller] of worst) console.log(caller);
    return;
  }
  const networks = callingNetworks(worst, measure, environment, facts);
  const rows = networks
    .slice(0, Number(options.top))
    .map(({ network, callers, requests, bytes, refused, advice }) => [
      network,
      callers,
      requests,
      bytes,
      refused,
      advice,
    ]);
  console.log(table(['network', 'callers', 'requests', 'bytes', 'refused', 'what can be done'], rows));
  const left = networks.length - rows.length;
  console.log(`\n${read} calls by ${worst.length} callers${left > 0 ? `; ${left} further networks` : ''}`);
  if (unread > 0) console.log(`${unread} lines were of no known format`);
}
