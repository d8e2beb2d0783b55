import { parse, parseCIDR, type IPv4, type IPv6 } from 'ipaddr.js';
import { arnParts } from './arn';
import type { Bound, ConditionOperator } from './condition-operator';
import { coversPattern, isLiteral, literalPattern, overlapsPattern, type Pattern } from './pattern';

/** Whether everything that fits one value of a condition fits a value of another condition. */
export function coversValue(outer: Operand, inner: Operand): boolean {
  const [one, other] = [outer.operator.comparison, inner.operator.comparison];
  if (isText(one) && isText(other)) return coversText(outer, inner);
  if (one !== other) return false;
  switch (one) {
    case 'number':
    case 'date':
      return isWithin(interval(inner), interval(outer));
    case 'address':
      return coversAddress(outer.value, inner.value);
    case 'flag':
      return outer.value.toLowerCase() === inner.value.toLowerCase();
    default:
      return outer.value === inner.value;
  }
}

/** Whether something can fit a value of one condition and a value of another. */
export function overlapsValue(one: Operand, other: Operand): boolean {
  const [first, second] = [one.operator.comparison, other.operator.comparison];
  if (isText(first) && isText(second)) return overlapsPattern(textPattern(one, true), textPattern(other, true));
  if (first !== second) return true;
  if (first === 'number' || first === 'date') {
    const [left, right] = [interval(one), interval(other)];
    return !(left.to < right.from || right.to < left.from);
  }
  return coversValue(one, other) || coversValue(other, one);
}

/** A value with the operator that it stands under. */
export interface Operand {
  readonly operator: ConditionOperator;
  readonly value: Pattern;
}

const isText = (comparison: ConditionOperator['comparison']): boolean =>
  comparison === 'text' || comparison === 'pattern' || comparison === 'arn';

function textPattern({ operator: { comparison, anyCase }, value }: Operand, lower = anyCase): Pattern {
  const pattern = comparison === 'text' ? literalPattern(value) : value;
  return lower ? pattern.toLowerCase() : pattern;
}

function coversText(outer: Operand, inner: Operand): boolean {
  const { anyCase, comparison } = outer.operator;
  if (inner.operator.anyCase && !anyCase) return false;
  const [wide, narrow] = [textPattern(outer, anyCase), textPattern(inner, anyCase)];
  if (comparison !== 'arn') return coversPattern(wide, narrow);
  // A star in an ARN stays between two colons, so that a star in other text can be more.
  if (inner.operator.comparison !== 'arn' && !isLiteral(narrow)) return false;
  const [parts, others] = [arnParts(wide), arnParts(narrow)];
  return parts.length === others.length && parts.every((part, index) => coversPattern(part, others[index] ?? ''));
}

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly openFrom: boolean;
  readonly openTo: boolean;
}

function interval({ operator: { comparison, bound }, value }: Operand): Interval {
  const limit = comparison === 'date' && !/^\d+$/.test(value) ? Date.parse(value) / 1000 : Number(value);
  return {
    from: lower.has(bound) ? -Infinity : limit,
    to: upper.has(bound) ? Infinity : limit,
    openFrom: bound === 'above',
    openTo: bound === 'below',
  };
}

const lower: ReadonlySet<Bound> = new Set(['below', 'at most']);
const upper: ReadonlySet<Bound> = new Set(['above', 'at least']);

/** No interval is within one whose limit is no number. */
const isWithin = (inner: Interval, outer: Interval): boolean =>
  (inner.from > outer.from || (inner.from === outer.from && (!outer.openFrom || inner.openFrom))) &&
  (inner.to < outer.to || (inner.to === outer.to && (!outer.openTo || inner.openTo)));

function coversAddress(outer: string, inner: string): boolean {
  const [wide, narrow] = [toNetwork(outer), toNetwork(inner)];
  if (wide === undefined || narrow === undefined) return outer === inner;
  const [address, length] = narrow;
  return address.kind() === wide[0].kind() && length >= wide[1] && address.match(wide);
}

function toNetwork(text: string): [IPv4 | IPv6, number] | undefined {
  try {
    if (text.includes('/')) return parseCIDR(text);
    const address = parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    return undefined;
  }
}
