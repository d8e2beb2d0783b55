import { missingFacts, type FactName, type Facts } from './facts';

/**
 * Facts that are unknown before the cluster runs: only the cluster knows its OLM catalogues, and single sign-on and GitLab may run
 * in it. A stack must not wait for one of these, because the cluster would wait for the stack.
 */
type ToldByCluster = 'answeringIssuers' | 'operatorVersions';

/**
 * Facts that stacks need, by the nouns of their names; `tenants` means all stacks of tenants. The stacks wait for these facts, and
 * so does every manifest that names a resource of such a stack.
 */
export const stackFacts = {
  issuer: ['serviceAccountKeys'],
  identity: ['serviceAccountIssuer', 'clusterZoneId', 'clusterPrivateZoneId'],
  cluster: ['infraId', 'machineConfigServerCa', 'controlPlane'],
  'node-pools': ['infraId', 'machineConfigServerCa'],
  gitlab: ['serviceAccountIssuer'],
  tenants: ['serviceAccountIssuer'],
} as const satisfies Readonly<Record<string, readonly Exclude<FactName, ToldByCluster>[]>>;

/** Which facts of these stacks are still unknown. */
export const missingStackFacts = (
  facts: Partial<Facts>,
  stacks: readonly (keyof typeof stackFacts)[],
): readonly FactName[] => [...new Set(stacks.flatMap((stack) => missingFacts<FactName>(facts, stackFacts[stack])))];
