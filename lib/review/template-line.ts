import type { DifferenceStep } from './difference';

/** Where things are in a template. */
interface TemplateIndex {
  /** Where each line begins. */
  readonly begins: readonly number[];
  /** Where the line of each resource begins, by its logical id. */
  readonly resources: ReadonlyMap<string, number>;
}

/** Templates that were asked for: findings about many resources ask for each of them again and again. */
const known = new Map<string, TemplateIndex>();

/** As many templates as two versions of a large environment have. */
const mostKnown = 500;

/**
 * Line of a template, counted from 1, of the deepest part of a path that it has. Templates are written with one space for each level, so
 * that the line of a key is found without a parser.
 */
export function templateLine(text: string, logicalId: string, path: readonly DifferenceStep[]): number {
  const { begins, resources } = indexFor(text);
  let from = resources.get(logicalId);
  if (from === undefined) return 1;
  let end = endOfBlock(text, from, 2) ?? text.length;
  for (const [index, step] of path.entries()) {
    if (typeof step !== 'string') break;
    const depth = index + 3;
    const found = text.indexOf(`${lineStart(depth)}${JSON.stringify(step)}:`, from);
    if (found < 0 || found >= end) break;
    from = found + 1;
    end = Math.min(end, endOfBlock(text, from, depth) ?? end);
  }
  return lineAt(begins, from);
}

const lineStart = (depth: number): string => '\n'.padEnd(depth + 1);

/** Where the block that begins in a line ends: what follows on the same level is not part of it. */
function endOfBlock(text: string, from: number, depth: number): number | undefined {
  const next = text.indexOf(`${lineStart(depth)}}`, from);
  return next < 0 ? undefined : next + 1;
}

function indexFor(text: string): TemplateIndex {
  const there = known.get(text);
  if (there !== undefined) return there;
  const begins = [0];
  for (let next = text.indexOf('\n'); next >= 0; next = text.indexOf('\n', next + 1)) begins.push(next + 1);
  const start = text.indexOf('\n "Resources":');
  const end = (start < 0 ? undefined : endOfBlock(text, start + 1, 1)) ?? text.length;
  const resources = new Map(
    [...(start < 0 ? '' : text.slice(start, end)).matchAll(/\n {2}"([^"]+)":/g)].map(({ 1: id = '', index }) => [
      id,
      start + index + 1,
    ]),
  );
  if (known.size >= mostKnown) known.clear();
  known.set(text, { begins, resources });
  return { begins, resources };
}

/** Number of the line in which something is, counted from 1. */
function lineAt(begins: readonly number[], offset: number): number {
  let [low, high] = [0, begins.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((begins[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
