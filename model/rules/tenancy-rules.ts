import { resourceNames } from '../naming';
import { sum } from '../sum';
import type { Tenant } from '../tenant';
import { maximumResources, tenantResources, tenantStack, tenantStacks } from '../tenant-stacks';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Every stack of tenants stays below what CloudFormation takes. */
export function tenancyFindings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const { stacks } = environment.tenancy;
  const counts = [...tenantStacks(tenants, stacks)].map(([number, ofStack]) => ({
    number,
    count: sum(ofStack.map(tenantResources)),
  }));
  const [fullest] = counts.sort((a, b) => b.count - a.count);
  if (fullest === undefined) return [];
  const { number, count } = fullest;
  return findingIf(
    count > maximumResources,
    ['tenancy', 'stacks'],
    `${resourceNames(environment).stack(`tenants-${number}`)} would have ${count} resources, more than ${maximumResources}`,
    remedy(tenants, stacks),
  );
}

function remedy(tenants: readonly Tenant[], stacks: number): string {
  const sizes = tenants.map((tenant) => ({ name: tenant.name, size: tenantResources(tenant) }));
  for (let more = stacks + 1; more <= mostStacks; more++) {
    const counts = new Map<number, number>();
    for (const { name, size } of sizes) {
      const number = tenantStack(name, more);
      counts.set(number, (counts.get(number) ?? 0) + size);
    }
    if (Math.max(...counts.values()) <= maximumResources) {
      return `write ${more}, and move the tenants as the runbook says: "Spread tenants over more stacks"`;
    }
  }
  return 'split the largest tenant in two: no number of stacks is enough';
}

const mostStacks = 500;
