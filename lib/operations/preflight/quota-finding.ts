import { failed, passed, warned, type PreflightFinding } from './check';

/** A quota, and what counts towards it. */
export interface QuotaDemand {
  /** Unit of all numbers, in the plural. */
  readonly unit: string;
  readonly region: string;
  readonly service: string;
  readonly code: string;
  readonly quota: number;
  /** Number in use in the account, this environment included. */
  readonly used: number;
  /** Number in use by this environment. */
  readonly own: number;
  /** Number that this environment needs after a deploy. */
  readonly minimum: number;
  /** Number that this environment needs when all its pools have their maximum. */
  readonly maximum: number;
}

/** Whether a quota suffices for this environment and everything else in the account. */
export function quotaFinding(demand: QuotaDemand): PreflightFinding {
  const { unit, region, service, code, quota, used, own, minimum, maximum } = demand;
  const others = used - own;
  const most = Math.max(minimum, maximum);
  const wanted = Math.ceil(others + most);
  const remedy = `ask for more: aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${code} --desired-value ${wanted}`;
  const account = `the account may have ${rounded(quota)} ${unit}, others have ${rounded(others)}`;
  if (others + minimum > quota) return failed(`${account}, a deploy needs ${rounded(minimum)}`, remedy);
  if (others + most > quota) return warned(`${account}, pools may grow to ${rounded(most)}`, remedy);
  return passed(`${account}, at most ${rounded(most)} are needed`);
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);
