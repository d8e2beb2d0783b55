import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { planDenials } from '../../lib/operations/edge/deny-plan';
import { planFlood } from '../../lib/operations/edge/flood-plan';
import { listedAddresses } from '../../lib/operations/edge/listed-addresses';
import { fileProblem } from '../../model/file-problem';
import { throwProblems, type Problem } from '../../model/problem';
import { day, denialReason } from '../../model/schema/fields';
import { namedBlocks } from '../named-blocks';
import { changeEdge, type EdgeChangeOptions } from '../edge-change';

export interface EdgeDenyOptions extends EdgeChangeOptions {
  /** Why, in a sentence. */
  readonly because: string;
  /** Last day, like 2027-06-30. */
  readonly until: string;
  /** Most neighbours that ranges from standard input may hit. */
  readonly neighbours: string;
  /** Addresses of whoever runs this, which are never denied. */
  readonly myAddress: readonly string[];
  /** A day like 2026-11-21. */
  readonly today: string;
}

/**
 * Denies blocks, or with `-` the addresses on standard input in the fewest ranges that fit.
 *
 * @throws ProblemsError with everything that cannot be denied; then nothing was changed
 */
export async function edgeDeny(name: string, texts: readonly string[], options: EdgeDenyOptions): Promise<void> {
  const { because, until, today, yes } = options;
  const isFlood = texts.includes('-');
  const named = namedBlocks(
    'edge deny',
    texts.filter((text) => text !== '-'),
  );
  const own = namedBlocks('--my-address', options.myAddress);
  const listed = isFlood ? listedAddresses(readFileSync(0, 'utf8')) : { blocks: [], problems: [] };
  const neighbours = /^\d{1,9}$/.test(options.neighbours) ? Number(options.neighbours) : undefined;
  throwProblems([
    ...optionProblems('--because', denialReason.safeParse(because)),
    ...optionProblems('--until', day.safeParse(until)),
    ...(day.safeParse(until).success && until < today
      ? [fileProblem('--until', `${until} is in the past`, 'name the last day on which it is denied')]
      : []),
    ...(neighbours === undefined
      ? [fileProblem('--neighbours', 'is not a number', 'write how many others may be hit, like 256')]
      : []),
    ...[named, own, listed].flatMap(({ problems }) => problems),
  ]);
  const request = { blocks: [...named.blocks, ...listed.blocks], own: own.blocks, because, until };
  await changeEdge(
    name,
    'deny',
    (ground) =>
      isFlood
        ? planFlood({ ...ground, ...request, neighbours: neighbours ?? 0 })
        : planDenials({ ...ground, ...request }),
    { yes },
  );
}

/** Problems of an option by its schema, whose messages have the remedy on a second line. */
const optionProblems = (option: string, { error }: z.ZodSafeParseResult<string>): readonly Problem[] =>
  (error?.issues ?? []).map(({ message }) => {
    const [what = '', remedy = ''] = message.split('\n');
    return fileProblem(option, what, remedy);
  });
