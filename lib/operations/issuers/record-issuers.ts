import { trustedIssuers, unreachableIssuers } from '../../../model/trusted-issuers';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { Issuers } from './issuer-answer';

/** Result of asking an issuer that the platform runs. */
export interface IssuerOutcome {
  readonly issuer: string;
  /** Reason why the issuer is not recorded; left out if it was recorded now. */
  readonly because?: string;
}

export interface RecordedIssuers {
  readonly facts: Partial<Facts>;
  /** The issuers that were asked: those that were not recorded before. */
  readonly asked: readonly IssuerOutcome[];
}

/**
 * Asks those issuers of the platform that are not recorded, and records those that answer in the facts. An issuer that
 * is no longer in the environment is removed. A recorded issuer is not asked again and stays, even if it does not
 * answer now.
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
