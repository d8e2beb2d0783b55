import type { OwnedParameters, ParameterKind, ParameterKinds } from '../data/parameter-kinds';
import { closestMatch } from '../closest-match';
import { findingIf, type Finding } from '../finding';
import {
  memoryUnits,
  parameterText,
  parseKilobytes,
  parseMilliseconds,
  timeUnits,
  type ParameterValue,
} from '../formats/parameter-text';
import type { PathStep } from '../problem';

/** What a kind of database knows of parameters. */
export interface KnownParameters {
  /** Name of the software, for messages. */
  readonly of: string;
  readonly kinds: ParameterKinds;
  readonly owned: readonly OwnedParameters[];
}

/** Findings on each parameter by itself: whether it is one, whose it is, and whether its value is one that it takes. */
export const parameterFindings = (
  parameters: Readonly<Record<string, ParameterValue>>,
  { of, kinds, owned }: KnownParameters,
  path: readonly PathStep[],
): readonly Finding[] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const at = [...path, name];
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind !== undefined) {
      const wrong = problemWith(kind, parameterText(value));
      return wrong === undefined ? [] : [{ path: at, ...wrong }];
    }
    const owner = owned.find(({ names }) => names.test(name));
    if (owner !== undefined) return findingIf(true, at, owner.because, 'remove it');
    const meant = closestMatch(name, Object.keys(kinds));
    return findingIf(
      true,
      at,
      `is not a parameter of ${of} that a database here may set`,
      meant === undefined
        ? `set it for a session or a role, or ask for it to be added to the list: ${Object.keys(kinds).join(', ')}`
        : `did you mean ${meant}?`,
    );
  });

interface Wrong {
  readonly reason: string;
  readonly remedy: string;
}

/** What is wrong with a value; undefined if nothing is. */
function problemWith(kind: ParameterKind, text: string): Wrong | undefined {
  switch (kind.is) {
    case 'switch':
      return /^(on|off)$/i.test(text) ? undefined : { reason: `${text} is not on or off`, remedy: 'write on or off' };
    case 'choice':
      return kind.of.includes(text)
        ? undefined
        : { reason: `${text} is not one of its values`, remedy: `write one of: ${kind.of.join(', ')}` };
    case 'list': {
      const unknown = text.split(/ *, */).filter((word) => word !== '' && !kind.of.includes(word.replace(/^-/, '')));
      return unknown.length === 0
        ? undefined
        : { reason: `${unknown.join(', ')} is not one of its values`, remedy: `write some of: ${kind.of.join(', ')}` };
    }
    case 'text':
      return kind.pattern.test(text)
        ? undefined
        : { reason: `${text} is not a valid value`, remedy: `write it like ${kind.like}` };
    case 'number':
      return problemWithNumber(kind, text);
    case 'memory':
      return problemWithAmount(kind, text, parseKilobytes(text), memoryUnits);
    case 'time':
      return problemWithAmount(kind, text, parseMilliseconds(text), timeUnits);
  }
}

function problemWithNumber(
  { least, most, whole }: Extract<ParameterKind, { readonly is: 'number' }>,
  text: string,
): Wrong | undefined {
  const number = Number(text);
  if (/^-?[\d.e+]+$/.test(text) && number >= least && number <= most && (!whole || Number.isInteger(number)))
    return undefined;
  const what = whole ? 'a whole number' : 'a number';
  return {
    reason: `${text} is not ${what} from ${least} to ${most}`,
    remedy: `write ${what} from ${least} to ${most}`,
  };
}

function problemWithAmount(
  { least, most, also }: Extract<ParameterKind, { readonly is: 'memory' | 'time' }>,
  text: string,
  amount: number | undefined,
  units: Readonly<Record<string, number>>,
): Wrong | undefined {
  if (also.some((number) => String(number) === text)) return undefined;
  if (amount !== undefined && amount >= least && amount <= most) return undefined;
  const range = `from ${inWords(least, units)} to ${inWords(most, units)}`;
  const others = also.length === 0 ? '' : `, or ${also.join(' or ')}`;
  return amount === undefined
    ? {
        reason: `${text} has no valid unit`,
        remedy: `write it with ${Object.keys(units).join(', ')}, ${range}${others}`,
      }
    : { reason: `${text} is not ${range}`, remedy: `write an amount ${range}${others}` };
}

/** An amount in the largest unit that it has without a remainder. */
function inWords(amount: number, units: Readonly<Record<string, number>>): string {
  const [unit, factor] = Object.entries(units).findLast(([, each]) => amount % each === 0) ?? ['', 1];
  return `${amount / factor}${unit}`;
}
