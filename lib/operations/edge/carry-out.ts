import type { DenySlot } from '../../../model/deny-slots';
import type { LiveSlots } from './deny-plan';

/** The deny entries of an environment's network ACL. */
export interface DenyList {
  readonly live: () => Promise<LiveSlots>;
  /** Replaces what one entry has. */
  readonly replace: (slot: DenySlot) => Promise<void>;
}

export interface CarriedOut {
  /** Whether blocks come to the list or leave it. */
  readonly kind: 'deny' | 'allow';
  readonly replaced: readonly DenySlot[];
  readonly list: Pick<DenyList, 'replace'>;
  /** Writes the environment file, as a whole. */
  readonly write: () => void;
}

/**
 * Changes the environment file and EC2. What is denied is written before EC2 denies it, and what is let in leaves the file after EC2: so
 * the file knows everything that EC2 denies at every moment, and the same command after an interruption ends in the same state.
 */
export async function carryOut({ kind, replaced, list, write }: CarriedOut): Promise<void> {
  if (kind === 'deny') write();
  for (const slot of replaced) await list.replace(slot);
  if (kind === 'allow') write();
}
