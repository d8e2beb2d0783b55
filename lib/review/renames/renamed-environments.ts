import { compare, type Comparison } from '../comparison';
import { renamedText } from './rename';

/** Puts an environment that is gone and one that has come in its place together, if most of what they render to is the same. */
export function joinRenamedEnvironments(comparisons: readonly Comparison[]): readonly Comparison[] {
  const come = new Set(comparisons.filter(({ before }) => before.files.size === 0));
  const joined = new Map<Comparison, Comparison>();
  for (const gone of comparisons.filter(({ after }) => after.files.size === 0)) {
    const successor = [...come].find((each) => isSame(gone, each));
    if (successor === undefined) continue;
    come.delete(successor);
    joined.set(gone, {
      ...compare(successor.environment, gone.before, successor.after),
      renamedFrom: gone.environment,
    });
  }
  const successors = new Set([...joined.values()].map(({ environment }) => environment));
  return comparisons.flatMap((each) => joined.get(each) ?? (successors.has(each.environment) ? [] : [each]));
}

/** Whether most lines are the same but for the name. */
function isSame({ environment: from, before }: Comparison, { environment: to, after }: Comparison): boolean {
  const rename = (text: string) => renamedText(text, { from, to });
  const counts = [...before.files].map(([file, text]) => {
    const lines = rename(text).split('\n');
    const other = new Set((after.files.get(rename(file)) ?? '').split('\n'));
    return { all: lines.length, same: lines.filter((line) => other.has(line)).length };
  });
  const sum = (toNumber: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + toNumber(count), 0);
  return before.files.size > 0 && sum(({ same }) => same) * 2 >= sum(({ all }) => all);
}
