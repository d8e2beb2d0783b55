import { trustedIssuers, unreachableIssuers } from '../../../model/trusted-issuers';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { Issuers } from './issuer-answer';

/** What became of an issuer of ours. */
export interface IssuerOutcome {
  readonly issuer: string;
  /** Why it is not recorded; recorded now if left out. */
  readonly because?: string;
}

export interface RecordedIssuers {
  readonly facts: Partial<Facts>;
  /** The issuers that were asked: those that are not recorded yet. */
  readonly asked: readonly IssuerOutcome[];
}

/**
 * Asks the issuers of ours that have not answered yet, and takes those that do into the facts. An issuer that the
 * environment no longer believes is taken out; one that is silent today and has answered before is not asked.
 */
export async function recordIssuers(
  environment: Environment,
  known: Partial<Facts>,
  issuers: Issuers,
): Promise<RecordedIssuers> {
  const asked: IssuerOutcome[] = [];
  for (const { issuer } of unreachableIssuers(environment, known.answeringIssuers)) {
    const answer = await issuers.ask(issuer);
    asked.push(answer.answers ? { issuer } : { issuer, because: answer.because });
  }
  const now = asked.filter(({ because }) => because === undefined).map(({ issuer }) => issuer);
  const believed = trustedIssuers(environment)
    .filter(({ issuer, ours }) => ours && [...(known.answeringIssuers ?? []), ...now].includes(issuer))
    .map(({ issuer }) => issuer);
  return { facts: { ...known, answeringIssuers: believed.length === 0 ? undefined : believed }, asked };
}
