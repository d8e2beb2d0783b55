import type { RenderedResource } from './rendered';
import { statefulResources } from './stateful-resources';

/** Logical ids of what holds data, by the name of the stack. */
export type StatefulIds = Readonly<Record<string, readonly string[]>>;

/** One of them. */
export interface StatefulId {
  readonly stack: string;
  readonly logicalId: string;
}

/** Stacks of tenants are not listed: what is in them comes and goes with a tenant's file. */
const isOfTenants = (stack: string): boolean => /-tenants-\d+$/.test(stack);

/** Those of resources, in order, but for what is tenants'. */
export function statefulIds(resources: readonly RenderedResource[]): StatefulIds {
  const ids = new Map<string, string[]>();
  for (const { stack, logicalId } of statefulResources(resources)) {
    if (!isOfTenants(stack)) ids.set(stack, [...(ids.get(stack) ?? []), logicalId]);
  }
  return Object.fromEntries(
    [...ids].sort(([one], [other]) => (one < other ? -1 : 1)).map(([stack, own]) => [stack, own.sort()]),
  );
}

/** What one list has and the other has not. */
export const missingIn = (list: StatefulIds, other: StatefulIds): readonly StatefulId[] =>
  Object.entries(other).flatMap(([stack, logicalIds]) =>
    logicalIds
      .filter((logicalId) => list[stack]?.includes(logicalId) !== true)
      .map((logicalId) => ({ stack, logicalId })),
  );

/** Whether a stack waits for a fact, so that nobody can say what it will hold. */
export const isWaiting = (stack: string, waiting: readonly string[]): boolean =>
  waiting.includes(`aws/${stack}.template.json`);
