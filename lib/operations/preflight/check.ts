import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { Issuers } from '../issuers/issuer-answer';
import type { MachineImageCatalog } from '../machine-images-catalog';
import type { Cloud } from './cloud';

/**
 * `fails`: a deploy fails, or its machines do not start. `warning`: it works now, but may fail later. `not yet`:
 * nothing can be checked before an earlier deploy. `not known`: AWS did not answer, which counts as a failure.
 */
export type Verdict = 'fine' | 'warning' | 'fails' | 'not yet' | 'not known';

/** The result for one thing that a check looked at. */
export interface PreflightFinding {
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do; undefined if the verdict is `fine`. */
  readonly remedy?: string;
}

/** Inputs of all checks. */
export interface Preflight {
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  /** GiB of the disks that the cluster makes, see `claimed-disks.ts`. */
  readonly claimedGiB: number;
  readonly cloud: Cloud;
  readonly images: MachineImageCatalog;
  readonly issuers: Issuers;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A check of the preflight. */
export interface PreflightCheck {
  /** Subject of the check, in a few words. */
  readonly name: string;
  /** At least one finding. */
  readonly findings: (preflight: Preflight) => Promise<readonly PreflightFinding[]>;
}

export const passed = (says: string): PreflightFinding => ({ verdict: 'fine', says });

export const failed = (says: string, remedy: string): PreflightFinding => ({ verdict: 'fails', says, remedy });

export const warned = (says: string, remedy: string): PreflightFinding => ({ verdict: 'warning', says, remedy });

export const pending = (says: string, remedy: string): PreflightFinding => ({ verdict: 'not yet', says, remedy });

/** The findings in `wrong`, or one passed finding if there are none. */
export const orPassed = (wrong: readonly PreflightFinding[], says: string): readonly PreflightFinding[] =>
  wrong.length > 0 ? wrong : [passed(says)];
