import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { Issuers } from '../issuers/issuer-answer';
import type { MachineImageCatalog } from '../machine-images-catalog';
import type { Cloud } from './cloud';

/**
 * What a deploy would do about it: `fails` while it runs or leaves machines that never come; `warning`: it works today,
 * and may not later; `not yet`: there is nothing to look at before an earlier deploy; `not known`: AWS did not say,
 * which is no better than failing.
 */
export type Verdict = 'fine' | 'warning' | 'fails' | 'not yet' | 'not known';

/** One thing looked at. */
export interface PreflightFinding {
  readonly verdict: Verdict;
  readonly says: string;
  /** What to do; not for what is fine. */
  readonly remedy?: string;
}

/** What a check looks at. */
export interface Preflight {
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  readonly cloud: Cloud;
  readonly images: MachineImageCatalog;
  readonly issuers: Issuers;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One question of the preflight. */
export interface PreflightCheck {
  /** What it is about, in a few words. */
  readonly name: string;
  /** At least one finding. */
  readonly findings: (preflight: Preflight) => Promise<readonly PreflightFinding[]>;
}

export const passed = (says: string): PreflightFinding => ({ verdict: 'fine', says });

export const failed = (says: string, remedy: string): PreflightFinding => ({ verdict: 'fails', says, remedy });

export const warned = (says: string, remedy: string): PreflightFinding => ({ verdict: 'warning', says, remedy });

export const pending = (says: string, remedy: string): PreflightFinding => ({ verdict: 'not yet', says, remedy });

/** What is wrong, or that nothing is. */
export const orPassed = (wrong: readonly PreflightFinding[], says: string): readonly PreflightFinding[] =>
  wrong.length > 0 ? wrong : [passed(says)];
