import { silentIssuers } from '../model/believed-issuers';
import { cloudPools, type Environment } from '../model/environment';
import { missingFacts, type FactName, type Facts } from '../model/facts';
import { namesOf } from '../model/naming';
import { cloudPoolSpecs } from './cloud-pools';
import { tenantsStacksOf } from './tenants';

/** Facts without which a stack cannot be synthesized, by its noun. */
export const stackFacts = {
  issuer: ['serviceAccountKeys'],
  identity: ['serviceAccountIssuer', 'clusterZoneId', 'clusterPrivateZoneId'],
  cluster: ['infraId', 'machineConfigServerCa', 'controlPlane'],
  tenants: ['serviceAccountIssuer'],
  gitlab: ['serviceAccountIssuer'],
} as const satisfies Readonly<Record<string, readonly FactName[]>>;

/** A stack that cannot be synthesized yet, and the facts it waits for. */
export interface WaitingStack {
  readonly stackName: string;
  readonly waitsFor: readonly FactName[];
  /** What of it waits; all of it if left out. */
  readonly part?: string;
}

/** The stacks of an environment that wait for a fact. */
export function waitingStacks(environment: Environment, facts: Partial<Facts>): readonly WaitingStack[] {
  const pools = cloudPools(environment);
  const imageless = cloudPoolSpecs(pools, environment, facts).length < pools.length;
  const tenantsWaitFor = missingFacts(facts, stackFacts.tenants);
  // Dividing thousands of tenants takes time, which a complete environment need not spend here.
  const tenantsStacks = tenantsWaitFor.length === 0 ? [] : tenantsStacksOf(environment);
  const missing: Readonly<Record<string, readonly FactName[]>> = {
    issuer: missingFacts(facts, stackFacts.issuer),
    identity: missingFacts(facts, stackFacts.identity),
    cluster: missingFacts(facts, stackFacts.cluster),
    'node-pools':
      pools.length === 0
        ? []
        : [...missingFacts(facts, stackFacts.cluster), ...(imageless ? ['machineImages' as const] : [])],
    ...(environment.caches.length === 0 ? {} : { caches: missingFacts(facts, stackFacts.cluster) }),
    ...(environment.gitlab === undefined ? {} : { gitlab: missingFacts(facts, stackFacts.gitlab) }),
    ...Object.fromEntries(tenantsStacks.map(({ noun }) => [noun, tenantsWaitFor])),
  };
  const names = namesOf(environment);
  return [
    ...Object.entries(missing)
      .map(([noun, waitsFor]) => ({ stackName: names.stack(noun), waitsFor }))
      .filter(({ waitsFor }) => waitsFor.length > 0),
    ...silentIssuers(environment, facts.answeringIssuers).map(({ issuer }): WaitingStack => ({
      stackName: names.stack('identity-providers'),
      waitsFor: ['answeringIssuers'],
      part: `the provider of ${issuer}`,
    })),
  ];
}
