import { sum } from './sum';
import type { Tenant } from './tenant';
import { textHash } from './formats/text-hash';

/** Resources that a stack of tenants may have; CloudFormation ends at 500, and an update may need some more. */
export const maximumResources = 450;

/**
 * Number of the stack that holds a tenant, from 1. It depends on the tenant's name and on how many stacks there are, and on
 * no other tenant. An additional stack takes all its tenants from exactly one other, because CloudFormation moves resources easily
 * between two stacks, but not between more than five (linear hashing, Litwin 1980).
 */
export function tenantStack(tenant: string, stacks: number): number {
  let round = 1;
  while (round * 2 <= stacks) round *= 2;
  const hash = textHash(tenant);
  const place = hash % (round * 2);
  return 1 + (place < stacks ? place : hash % round);
}

/** The tenants of each stack that has some, by its number. */
export function tenantStacks(tenants: readonly Tenant[], stacks: number): ReadonlyMap<number, readonly Tenant[]> {
  const byStack = new Map<number, Tenant[]>();
  for (const tenant of tenants) {
    const number = tenantStack(tenant.name, stacks);
    const neighbours = byStack.get(number);
    if (neighbours === undefined) byStack.set(number, [tenant]);
    else neighbours.push(tenant);
  }
  return new Map([...byStack].sort(([a], [b]) => a - b));
}

/** How many resources of CloudFormation a tenant is; `constructs/tenancy/tenant-resources.ts` makes them. */
export function tenantResources({ services }: Pick<Tenant, 'services'>): number {
  const needs = services.map((service) => service.needs);
  const bucketAndPolicy = needs.some(({ bucket }) => bucket !== undefined) ? 2 : 0;
  const ofServices = needs.map(
    ({ typedIn, generated, formed = [], archivist, ownBucket, objects }) =>
      (typedIn.length > 0 ? 1 : 0) +
      generated.length +
      formed.length +
      (archivist === undefined ? 0 : 1) +
      (ownBucket === undefined ? 0 : 2) +
      (objects === undefined ? 0 : 1),
  );
  return 1 + bucketAndPolicy + sum(ofServices);
}
