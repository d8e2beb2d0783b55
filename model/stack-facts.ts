import { missingFacts, type FactName, type Facts } from './facts';

/**
 * What nobody can tell before the cluster runs: it alone knows its catalogues, and single sign-on and GitLab may run in it. A stack
 * that waited for one of these would be waited for by the cluster in turn.
 */
type ToldByCluster = 'answeringIssuers' | 'operatorVersions';

/**
 * Facts without which stacks cannot be synthesized, by the nouns of their names; `tenants` are all that tenants are spread over. The
 * stacks wait for them, and so does whatever in the cluster names something that one of them makes.
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
