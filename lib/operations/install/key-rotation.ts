import type { TokenPublicKey } from './signing-key';
import { maximumTokenSeconds } from './token-lifetime';

/** A private key as PEM and its public part. */
export interface SigningKeyPair {
  readonly pem: string;
  readonly publicPart: TokenPublicKey;
}

/** What there is of a rotation, at one moment. */
export interface RotationState {
  /** Keys of the facts, the newest first: what the issuer's stack publishes with the next deploy. */
  readonly recorded: readonly TokenPublicKey[];
  /** The key that counts in Secrets Manager, with which an installation would begin. */
  readonly held: TokenPublicKey;
  /** Whether a rotation is under way. */
  readonly isRotating: boolean;
  /** The key that is to take over, as long as it does not count in Secrets Manager. */
  readonly coming?: TokenPublicKey;
  /** Since when every API server signs with the new key, in milliseconds since the epoch; none before that. */
  readonly signsSince?: number;
  /** Ids of the keys that the issuer publishes. */
  readonly published: readonly string[];
  readonly cluster: ClusterSigning;
}

/** With what the cluster signs, by ids of keys. */
export interface ClusterSigning {
  /** The key that its operator was given last. */
  readonly next: string;
  /** The key that its operator hands to the API servers. Each reads it when it starts, and never again. */
  readonly promoted: string;
  /** The key for whose sake the API servers were asked to start again, if they were. */
  readonly restartedFor?: string;
  /** Whether all of them run as they were asked to last. */
  readonly settled: boolean;
  /** Keys of tokens that were asked for just now, at least one. */
  readonly signing: readonly string[];
}

/** What comes next. Those that a person or time must do come with no action of ours. */
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
 * The next step of a rotation, from what is there alone, so that a run that was cut off goes on where it was. A key is
 * published before the first token is signed with it, and until the last one has ended.
 *
 * @param begin whether a rotation is to be begun where none is under way
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
    // They have started again, but before they were given the key, as after a restore of etcd.
    return { kind: signsNew ? 'note-signing' : 'restart' };
  }
  if (coming !== undefined) return { kind: 'promote' };
  return isOver ? { kind: 'finish' } : { kind: 'await-expiry', until: signsSince + expiry };
}

const withFirst = (key: TokenPublicKey, keys: readonly TokenPublicKey[]): readonly TokenPublicKey[] =>
  keys.some(({ kid }) => kid === key.kid) ? keys : [key, ...keys];

const kids = (keys: readonly TokenPublicKey[]): string => keys.map(({ kid }) => kid).join(' ');
