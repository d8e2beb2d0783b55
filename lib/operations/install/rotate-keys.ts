import { resourceNames, type NamingContext } from '../../../model/naming';
import {
  rotationStep,
  type ClusterSigning,
  type RotationState,
  type RotationStep,
  type SigningKeyPair,
} from './key-rotation';
import type { TokenPublicKey } from './signing-key';

/** What the secret holds. */
export interface RotatedKeys {
  /** The key that counts. */
  readonly held: SigningKeyPair;
  readonly isRotating: boolean;
  readonly coming?: SigningKeyPair;
  readonly signsSince?: number;
}

/** The secret with the signing keys, during a rotation. */
export interface RotatedSecret {
  read(): Promise<RotatedKeys>;
  /** Puts a key beside the one that counts. */
  stage(pair: SigningKeyPair): Promise<void>;
  /** Notes since when the cluster signs with it, in milliseconds since the epoch, or that it does not yet. */
  noteSigning(since: number | undefined): Promise<void>;
  /** Has the staged key count from now on. */
  promote(): Promise<void>;
  /** Takes the note away. */
  finish(): Promise<void>;
}

/** The cluster that signs. */
export interface SigningCluster {
  signing(): Promise<ClusterSigning>;
  /** Gives its operator the key that is to sign next. */
  handOver(pair: SigningKeyPair): Promise<void>;
  /** Has the API servers start again, one after the other, for the sake of a key. */
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

/** Does all steps of a rotation that can be done now, and says each, and what somebody else must do or wait for. */
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

/** Does a step that is ours to do. */
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

/** What somebody else must do, or what is waited for. */
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
