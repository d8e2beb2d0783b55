import { overlapsPattern, type Pattern } from './pattern';

/** The six parts of an ARN; the last one may have colons. Text that is no ARN has fewer. */
export function arnParts(arn: Pattern): readonly Pattern[] {
  const parts = arn.split(/:(?![^{]*\})/);
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}

/** Whether there can be a resource that both name. A star within one part of an ARN stays there. */
export function overlapsArn(one: Pattern, other: Pattern): boolean {
  const [parts, others] = [arnParts(one), arnParts(other)];
  return parts.length === 6 && others.length === 6
    ? parts.every((part, index) => overlapsPattern(part, others[index] ?? ''))
    : overlapsPattern(one, other);
}
