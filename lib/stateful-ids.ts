import type { RenderedResource } from './rendered';
import { statefulResources } from './stateful-resources';

/** Logical ids of the resources that hold data, by the name of their stack. */
export type StatefulIds = Readonly<Record<string, readonly string[]>>;

/** A resource that holds data. */
export interface StatefulId {
  readonly stack: string;
  readonly logicalId: string;
}

/** Stacks of tenants are not listed, because their resources are made and deleted with a tenant's file. */
const isOfTenants = (stack: string): boolean => /-tenants-\d+$/.test(stack);

/** Returns the sorted logical ids of the resources that hold data, without those in stacks of tenants. */
export function statefulIds(resources: readonly RenderedResource[]): StatefulIds {
  const ids = new Map<string, string[]>();
  for (const { stack, logicalId } of statefulResources(resources)) {
    if (!isOfTenants(stack)) ids.set(stack, [...(ids.get(stack) ?? []), logicalId]);
  }
  return Object.fromEntries(
    [...ids].sort(([one], [other]) => (one < other ? -1 : 1)).map(([stack, own]) => [stack, own.sort()]),
  );
}

/** Returns the ids of `other` that `list` does not have. */
export const missingIn = (list: StatefulIds, other: StatefulIds): readonly StatefulId[] =>
  Object.entries(other).flatMap(([stack, logicalIds]) =>
    logicalIds
      .filter((logicalId) => list[stack]?.includes(logicalId) !== true)
      .map((logicalId) => ({ stack, logicalId })),
  );

/** Whether a stack waits for a fact, so that its resources are not known yet. */
export const isWaiting = (stack: string, waiting: readonly string[]): boolean =>
  waiting.includes(`aws/${stack}.template.json`);
