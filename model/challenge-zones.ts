import { findDomain } from './domain-names';
import type { Environment } from './environment';
import type { Immutable } from './immutable';
import type { ChallengeProvider } from './schema/certificates';

type ChallengeEnvironment = Pick<Environment, 'certificates' | 'cluster' | 'domains' | 'gitlab'>;

/**
 * Zones for which challenges are answered in Route 53: the cluster's own zone, and those whose names have an alias that leads there. Zones
 * below others are among them, because the longest zone of a name decides.
 */
export interface AnsweredByRoute53 {
  readonly own: string;
  readonly byAlias: readonly string[];
}

/** Zones for which Route 53 answers challenges; `certificates.challenges` has the others. */
export function answeredByRoute53({ certificates, cluster, domains, gitlab }: ChallengeEnvironment): AnsweredByRoute53 {
  const elsewhere = certificates.challenges.flatMap((provider) => provider.domains);
  const pages = gitlab?.pages?.domain;
  return {
    own: cluster.baseDomain,
    byAlias: [...domains.filter((domain) => !elsewhere.includes(domain)), ...(pages === undefined ? [] : [pages])],
  };
}

/** The provider at which challenges for a host are answered; undefined if Route 53 does. */
export function findChallengeProvider(
  host: string,
  environment: ChallengeEnvironment,
): Immutable<ChallengeProvider> | undefined {
  const { own, byAlias } = answeredByRoute53(environment);
  const { challenges } = environment.certificates;
  const zone = findDomain(host, [own, ...byAlias, ...challenges.flatMap(({ domains }) => domains)]);
  return zone === undefined ? undefined : challenges.find(({ domains }) => domains.includes(zone));
}

/** Last part of the name of the secret with the key or token of a provider, in AWS and in the cluster. */
export const challengeSecret = (name: string): `challenges-${string}` => `challenges-${name}`;
