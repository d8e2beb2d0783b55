import type { TokenPublicKey } from './signing-key';
import { maximumTokenSeconds } from './token-lifetime';

/** A private key as PEM and its public part. */
export interface SigningKeyPair {
  readonly pem: string;
  readonly publicPart: TokenPublicKey;
}

/** The state of a rotation of the signing key. */
export interface RotationState {
  /** Keys in the facts, the newest first, which the issuer's stack publishes with the next deploy. */
  readonly recorded: readonly TokenPublicKey[];
  /** The current key in Secrets Manager, which a new installation would use. */
  readonly held: TokenPublicKey;
  /** Whether a rotation is under way. */
  readonly isRotating: boolean;
  /** The next key, until it becomes the current one in Secrets Manager; undefined before and after. */
  readonly coming?: TokenPublicKey;
  /** Time since which every API server signs with the new key, in milliseconds since the epoch; undefined before that. */
  readonly signsSince?: number;
  /** Ids of the keys that the issuer publishes. */
  readonly published: readonly string[];
  readonly cluster: ClusterSigning;
}

/** The keys that the cluster signs tokens with, by id. */
export interface ClusterSigning {
  /** The key that was last given to the operator. */
  readonly next: string;
  /** The key that the operator gives to the API servers, which read it only when they start. */
  readonly promoted: string;
  /** The key for which the API servers were last restarted; undefined if they were restarted for none. */
  readonly restartedFor?: string;
  /** Whether all API servers run the latest revision. */
  readonly settled: boolean;
  /** Keys that sign new tokens, at least one. */
  readonly signing: readonly string[];
}

/** The next step. The program does nothing for `deploy` and the steps `await-…`, which a person or time must do. */
export type RotationStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'make' }
  | { readonly kind: 'record'; readonly keys: readonly TokenPublicKey[] }
  | { readonly kind: 'deploy'; readonly missing: readonly string[]; readonly foreign: readonly string[] }
  | { readonly kind: 'hand-over' }
  | { readonly kind: 'await-trust' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'await-restart' }
  | { readonly kind: 'note-signing' }
  | { readonly kind: 'forget-signing' }
  | { readonly kind: 'promote' }
  | { readonly kind: 'await-expiry'; readonly until: number }
  | { readonly kind: 'finish' };

/** Milliseconds after which no token of the old key lives: the longest lifetime, and an hour for clocks that differ. */
const expiry = (maximumTokenSeconds + 3600) * 1000;

/**
 * The next step of a rotation, from the current state alone, so that an interrupted run can be repeated. A key is published before
 * the first token is signed with it, and until the last of these tokens has expired.
 *
 * @param begin whether to begin a rotation if none is under way
 */
export function rotationStep(state: RotationState, now: number, begin: boolean): RotationStep {
  const { recorded, held, coming, signsSince, published, cluster } = state;
  if (!state.isRotating) return { kind: begin && kids(recorded) === held.kid ? 'make' : 'nothing' };
  const taking = coming ?? held;
  const signsNew = [cluster.next, cluster.promoted, ...cluster.signing].every((kid) => kid === taking.kid);
  if (signsSince !== undefined && !signsNew) return { kind: 'forget-signing' };

  const isOver = signsSince !== undefined && coming === undefined && now >= signsSince + expiry;
  const wanted = isOver ? [taking] : withFirst(taking, recorded);
  if (kids(wanted) !== kids(recorded)) return { kind: 'record', keys: wanted };
  const missing = wanted.filter(({ kid }) => !published.includes(kid)).map(({ kid }) => kid);
  const foreign = published.filter((kid) => !wanted.some((key) => key.kid === kid));
  if (missing.length > 0 || foreign.length > 0) return { kind: 'deploy', missing, foreign };

  if (signsSince === undefined) {
    if (cluster.next !== taking.kid) return { kind: 'hand-over' };
    if (cluster.promoted !== taking.kid) return { kind: 'await-trust' };
    if (cluster.restartedFor !== taking.kid) return { kind: 'restart' };
    if (!cluster.settled) return { kind: 'await-restart' };
    // If they restarted before they were given the key, as after a restore of etcd, they must restart once more.
    return { kind: signsNew ? 'note-signing' : 'restart' };
  }
  if (coming !== undefined) return { kind: 'promote' };
  return isOver ? { kind: 'finish' } : { kind: 'await-expiry', until: signsSince + expiry };
}

const withFirst = (key: TokenPublicKey, keys: readonly TokenPublicKey[]): readonly TokenPublicKey[] =>
  keys.some(({ kid }) => kid === key.kid) ? keys : [key, ...keys];

const kids = (keys: readonly TokenPublicKey[]): string => keys.map(({ kid }) => kid).join(' ');
