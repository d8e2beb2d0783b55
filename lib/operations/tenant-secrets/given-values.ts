import { z } from 'zod';
import { fileProblem } from '../../../model/file-problem';
import { throwProblems, type Problem } from '../../../model/problem';

/** A value in a file of values. */
export interface GivenValue {
  /** `<NAME>` or `<service>/<NAME>`. */
  readonly written: string;
  readonly value: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/**
 * Reads a file with a line `NAME=value` or `service/NAME=value` for each value. A value in double quotes is a JSON text, in which `\n`
 * begins a line; empty lines and those that begin with `#` say nothing. Messages have no value in them.
 *
 * @throws ProblemsError with every line that is wrong
 */
export function parseGivenValues(file: string, text: string): readonly GivenValue[] {
  const problems: Problem[] = [];
  const given = new Map<string, GivenValue>();
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (written.trim() === '' || written.startsWith('#')) continue;
    const refuse = (reason: string, remedy: string) => problems.push({ ...fileProblem(file, reason, remedy), line });
    const at = written.indexOf('=');
    const name = written.slice(0, Math.max(at, 0)).trim();
    const value = parseValue(written.slice(at + 1));
    const before = given.get(name);
    if (name === '') refuse('has no name', 'write NAME=value, or service/NAME=value');
    else if (value === undefined)
      refuse(`${name} has quotes that do not end as they begin`, 'write what is in quotes as a JSON text');
    else if (value === '') refuse(`${name} is empty`, 'write its value, or leave the line out');
    else if (before !== undefined) refuse(`${name} is in line ${before.line} too`, 'write each value once');
    else given.set(name, { written: name, value, line });
  }
  throwProblems(problems);
  return [...given.values()];
}

/** Undefined for a text in quotes that is none. */
function parseValue(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return z.string().safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}
