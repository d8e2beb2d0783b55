import { resourceNames, type NamingContext } from '../../../model/naming';
import {
  rotationStep,
  type ClusterSigning,
  type RotationState,
  type RotationStep,
  type SigningKeyPair,
} from './key-rotation';
import type { TokenPublicKey } from './signing-key';

/** The contents of the secret with the signing keys. */
export interface RotatedKeys {
  /** The current key. */
  readonly held: SigningKeyPair;
  readonly isRotating: boolean;
  readonly coming?: SigningKeyPair;
  readonly signsSince?: number;
}

/** The secret with the signing keys, during a rotation. */
export interface RotatedSecret {
  read(): Promise<RotatedKeys>;
  /** Stores the next key beside the current one. */
  stage(pair: SigningKeyPair): Promise<void>;
  /**
   * Records the time since which the cluster signs with the next key, in milliseconds since the epoch; undefined if it does not.
   */
  noteSigning(since: number | undefined): Promise<void>;
  /** Makes the next key the current one. */
  promote(): Promise<void>;
  /** Ends the rotation: removes the recorded time. */
  finish(): Promise<void>;
}

/** The cluster, which signs ServiceAccount tokens. */
export interface SigningCluster {
  signing(): Promise<ClusterSigning>;
  /** Gives the next key to the operator. */
  handOver(pair: SigningKeyPair): Promise<void>;
  /** Restarts the API servers one after the other, so that they read a key. */
  restart(kid: string): Promise<void>;
}

export interface RotationServices {
  readonly secret: RotatedSecret;
  readonly cluster: SigningCluster;
  /** Ids of the keys that the issuer publishes. */
  readonly published: () => Promise<readonly string[]>;
  readonly newKey: () => Promise<SigningKeyPair>;
  /** Writes the keys into the facts. */
  readonly record: (keys: readonly TokenPublicKey[]) => void;
  readonly say: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Does all steps of a rotation that can be done now and prints each; then prints what a person must do or wait for. */
export async function rotateKeys(
  environment: NamingContext,
  known: readonly TokenPublicKey[],
  services: RotationServices,
  begin: boolean,
): Promise<void> {
  let recorded = known;
  let mayBegin = begin;
  for (;;) {
    const { held, coming, ...rotation } = await services.secret.read();
    const state: RotationState = {
      ...rotation,
      recorded,
      held: held.publicPart,
      coming: coming?.publicPart,
      published: await services.published(),
      cluster: await services.cluster.signing(),
    };
    const step = rotationStep(state, services.now(), mayBegin);
    if (step.kind === 'record') recorded = step.keys;
    if (!(await done(step, coming ?? held, services))) {
      for (const line of spoken(step, environment)) services.say(line);
      return;
    }
    mayBegin = false;
    if (step.kind === 'record') {
      for (const line of afterRecording(environment)) services.say(line);
      return;
    }
  }
}

/** Does a step; returns false for a step that a person or time must do, and after the last one. */
async function done(step: RotationStep, pair: SigningKeyPair, services: RotationServices): Promise<boolean> {
  const { secret, cluster, say } = services;
  const { kid } = pair.publicPart;
  switch (step.kind) {
    case 'make': {
      const made = await services.newKey();
      await secret.stage(made);
      say(`made the key ${made.publicPart.kid} beside the one that signs, in Secrets Manager`);
      return true;
    }
    case 'record':
      services.record(step.keys);
      say(`recorded ${step.keys.map((key) => key.kid).join(' and ')} as what the issuer publishes`);
      return true;
    case 'hand-over':
      await cluster.handOver(pair);
      say(`gave the cluster the key ${kid}: its API servers learn to believe it first`);
      return true;
    case 'restart':
      await cluster.restart(kid);
      say(`asked the API servers to start again, one after the other: each reads its signing key when it starts`);
      return true;
    case 'note-signing':
      await secret.noteSigning(services.now());
      say(`every API server signs with ${kid}`);
      return true;
    case 'forget-signing':
      await secret.noteSigning(undefined);
      say(`the cluster does not sign with ${kid} alone any more: the wait for old tokens begins again`);
      return true;
    case 'promote':
      await secret.promote();
      say(`${kid} is now the key of the secret, which an installation would begin with`);
      return true;
    case 'finish':
      await secret.finish();
      say(`done: ${kid} alone is published and signs`);
      return false;
    default:
      return false;
  }
}

const again = ({ name }: NamingContext): string => `then npm run commons -- cluster rotate-keys ${name}`;

const deployIssuer = (environment: NamingContext): string =>
  `npx cdk deploy -c environment=${environment.name} ${resourceNames(environment).stack('issuer')}`;

const afterRecording = (environment: NamingContext): readonly string[] => [
  `next: npm start, commit, ${deployIssuer(environment)}, ${again(environment)}`,
];

/** Lines that say what a person must do or wait for. */
function spoken(step: RotationStep, environment: NamingContext): readonly string[] {
  switch (step.kind) {
    case 'nothing':
      return ['no rotation is under way; --begin starts one'];
    case 'deploy':
      return [
        ...step.missing.map((kid) => `the issuer does not publish ${kid} yet`),
        ...step.foreign.map((kid) => `the issuer still publishes ${kid}`),
        `next: ${deployIssuer(environment)}, ${again(environment)}`,
      ];
    case 'await-trust':
      return ['not every API server believes the new key yet', `next: wait 15 minutes, ${again(environment)}`];
    case 'await-restart':
      return ['not every API server has started again yet', `next: wait 15 minutes, ${again(environment)}`];
    case 'await-expiry': {
      const until = new Date(step.until).toISOString();
      return [`tokens of the old key live until ${until}`, `next: wait until then, ${again(environment)}`];
    }
    default:
      return [];
  }
}
