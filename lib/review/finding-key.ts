import type { ReviewFinding } from './review-finding';

/**
 * What a finding is told apart by in the next version of the same change: the same as long as it says the same of the same, on whatever
 * line it is.
 */
export const findingKey = ({ id, class: danger, environment, subjects, what }: ReviewFinding): string =>
  fingerprint(JSON.stringify([id, danger, environment, subjects, what]));

/** FNV-1a of 64 bits: it only tells the findings of one change apart, and protects nothing. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
