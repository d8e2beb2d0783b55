import { z } from 'zod';
import { isObject, textOf, type Json } from './template';

/**
 * Where `observed` is not what `expected` says, as paths of property names below `path`. What nobody asked for may be
 * there: more entries of an object, more tags. Lists are equal in any order; a number may be a text.
 */
export function deviations(expected: Json, observed: Json | undefined, path: string): readonly string[] {
  if (Array.isArray(expected)) return listDeviations(expected, observed, path);
  if (isObject(expected)) {
    // Policies and patterns are answered as texts.
    const told = typeof observed === 'string' && observed.startsWith('{') ? parsed(observed) : observed;
    if (!isObject(told)) return [path];
    return Object.entries(expected).flatMap(([name, value]) => deviations(value, told[name], `${path}.${name}`));
  }
  return textOf(expected) === textOf(observed) ? [] : [path];
}

function listDeviations(expected: readonly Json[], answer: Json | undefined, path: string): readonly string[] {
  // Some lists are answered as one text.
  const observed = typeof answer === 'string' ? answer.split(',') : answer;
  if (!Array.isArray(observed)) return expected.length === 0 ? [] : [path];
  if (isTags(expected)) {
    const isThere = (tag: Json) => observed.some((other) => deviations(tag, other, path).length === 0);
    return expected.every(isThere) ? [] : [path];
  }
  const left = [...observed];
  const found: string[] = [];
  // Those with an equal first, so that none takes the counterpart of another.
  const isEqual = (item: Json) => left.some((other) => deviations(item, other, path).length === 0);
  for (const item of [...expected].sort((one, other) => Number(isEqual(other)) - Number(isEqual(one)))) {
    const [nearest] = left
      .map((other) => ({ other, differences: deviations(item, other, path) }))
      .sort((one, other) => one.differences.length - other.differences.length);
    if (nearest === undefined || nearest.differences.length > propertiesOf(item) / 2) return [path];
    left.splice(left.indexOf(nearest.other), 1);
    found.push(...nearest.differences);
  }
  return left.length === 0 ? found : [path];
}

const parsed = (text: string): Json => z.json().parse(JSON.parse(text));

/** How many of its properties may differ: of two things without any in common none is the other. */
const propertiesOf = (item: Json): number => (isObject(item) ? Object.keys(item).length : 0);

/** AWS and CloudFormation add tags of their own. */
const isTags = (list: readonly Json[]): boolean =>
  list.length > 0 && list.every((item) => isObject(item) && 'Key' in item && 'Value' in item);
