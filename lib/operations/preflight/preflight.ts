import { AwsCallError } from '../aws-call-error';
import { addressPoolCheck } from './address-pool';
import type { PreflightCheck, PreflightFinding, Preflight } from './check';
import { instanceTypeCheck, instanceTypeOfferCheck } from './instance-types';
import { databaseTypeCheck } from './database-types';
import { issuerCheck } from './issuers';
import { machineImageCheck } from './machine-images';
import { machineTagCheck } from './machine-tags';
import { fargateQuotaCheck } from './fargate-quota';
import { networkQuotaChecks } from './network-quotas';
import { networkTagCheck } from './network-tags';
import { processorQuotaChecks } from './processor-quotas';
import { regionCheck } from './regions';
import { shieldCheck } from './shield';
import { subnetAddressCheck } from './subnet-addresses';
import { volumeQuotaCheck } from './volume-quota';
import { zoneCheck } from './zones';

/** All checks. They look for problems that would make a deploy fail only after minutes. */
export const preflightChecks: readonly PreflightCheck[] = [
  regionCheck,
  zoneCheck,
  instanceTypeOfferCheck,
  instanceTypeCheck,
  databaseTypeCheck,
  machineImageCheck,
  ...processorQuotaChecks,
  fargateQuotaCheck,
  volumeQuotaCheck,
  ...networkQuotaChecks,
  addressPoolCheck,
  shieldCheck,
  subnetAddressCheck,
  networkTagCheck,
  machineTagCheck,
  issuerCheck,
];

/** A finding with the name of its check. */
export interface CheckedFinding extends PreflightFinding {
  readonly check: string;
}

/**
 * Runs all checks, one after the other. If AWS does not answer a check, that is a finding, and the next check runs.
 *
 * @param onCheck called before each check, with its number from 1
 */
export async function preflightFindings(
  preflight: Preflight,
  onCheck: (name: string, index: number, count: number) => void,
): Promise<readonly CheckedFinding[]> {
  const findings: CheckedFinding[] = [];
  for (const [index, { name, findings: look }] of preflightChecks.entries()) {
    onCheck(name, index + 1, preflightChecks.length);
    const found = await look(preflight).catch(unanswered);
    findings.push(...found.map((finding) => ({ check: name, ...finding })));
  }
  return findings;
}

/** Whether a deploy would fail, or AWS did not answer. */
export const wouldFail = (findings: readonly PreflightFinding[]): boolean =>
  findings.some(({ verdict }) => verdict === 'fails' || verdict === 'not known');

function unanswered(error: unknown): readonly PreflightFinding[] {
  if (!(error instanceof AwsCallError)) throw error;
  const { action, reason, remedy } = error;
  return [{ verdict: 'not known', says: `${action} ${reason}`, remedy }];
}
