import { failed, passed, warned, type PreflightFinding } from './check';

/** What counts towards a quota. */
export interface QuotaDemand {
  /** What is counted, in the plural. */
  readonly unit: string;
  readonly region: string;
  readonly service: string;
  readonly code: string;
  readonly quota: number;
  /** Of everybody in the account, this environment too. */
  readonly used: number;
  /** Of this environment. */
  readonly own: number;
  /** Of this environment after a deploy. */
  readonly minimum: number;
  /** Of this environment when all its pools have grown. */
  readonly maximum: number;
}

/** Whether a quota has room for what the environment is to have besides what others have. */
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
