import type { SigningKeyPair } from '../../../../lib/operations/install/key-rotation';
import { rotateKeys, type RotatedKeys } from '../../../../lib/operations/install/rotate-keys';
import type { TokenPublicKey } from '../../../../lib/operations/install/signing-key';
import { maximumTokenSeconds } from '../../../../lib/operations/install/token-lifetime';
import { load } from '../../../support/environment-folder';

const { environment } = load();
const minute = 60_000;
const pair = (kid: string): SigningKeyPair => ({
  pem: `private part of ${kid}`,
  publicPart: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n: 'AQAB', e: 'AQAB' },
});

/** A connection that ended in the middle of a run. */
class CutOff extends Error {}

/**
 * A cluster whose three API servers sign with what they read when they started, an issuer that publishes what was
 * deployed, a secret, and a clock. Tokens are signed all the time; each lives as long as any may.
 */
class World {
  now = Date.parse('2026-11-21T08:00:00Z');
  recorded: readonly TokenPublicKey[] = [pair('old').publicPart];
  published: readonly string[] = ['old'];
  keys: RotatedKeys = { held: pair('old'), isRotating: false };
  next = 'old';
  promoted = 'old';
  servers = ['old', 'old', 'old'];
  readonly lines: string[] = [];
  /** Changes that are still made before a run is cut off, and whether the last of them is made before that. */
  cutOff = { after: Number.POSITIVE_INFINITY, done: true };
  private trustAt = 0;
  private restarts: number[] = [];
  private restartedFor: string | undefined;
  private readonly lastSigned = new Map<string, number>();

  /** Time passes, minute by minute; each time every token that lives must be one that AWS believes. */
  pass(minutes: number): void {
    for (let count = 0; count < minutes; count += 1) {
      this.now += minute;
      if (this.now >= this.trustAt) this.promoted = this.next;
      if (this.restarts.length > 0 && this.now >= (this.restarts[0] ?? 0)) {
        this.restarts.shift();
        this.servers = this.servers.map((key, index) => (index === 2 - this.restarts.length ? this.promoted : key));
      }
      for (const key of this.servers) this.lastSigned.set(key, this.now);
      const alive = [...this.lastSigned].filter(([, at]) => this.now - at < maximumTokenSeconds * 1000);
      const refused = alive.filter(([kid]) => !this.published.includes(kid)).map(([kid]) => kid);
      if (refused.length > 0)
        throw new Error(`${new Date(this.now).toISOString()}: AWS refuses tokens of ${refused.join()}`);
    }
  }

  deployIssuer(): void {
    this.published = this.recorded.map(({ kid }) => kid);
  }

  /** Runs the command once. */
  async run(begin = false): Promise<void> {
    const step = async (change: () => void) => {
      this.cutOff.after -= 1;
      if (this.cutOff.after < 0 && !this.cutOff.done) throw new CutOff();
      change();
      if (this.cutOff.after < 0) throw new CutOff();
      await Promise.resolve();
    };
    const { held } = this.keys;
    const services = {
      secret: {
        read: () => Promise.resolve(this.keys),
        stage: (coming: SigningKeyPair) => step(() => (this.keys = { held, isRotating: true, coming })),
        noteSigning: (signsSince: number | undefined) => step(() => (this.keys = { ...this.keys, signsSince })),
        promote: () => step(() => (this.keys = { ...this.keys, held: this.keys.coming ?? held, coming: undefined })),
        finish: () => step(() => (this.keys = { held: this.keys.held, isRotating: false })),
      },
      cluster: {
        signing: () =>
          Promise.resolve({
            next: this.next,
            promoted: this.promoted,
            restartedFor: this.restartedFor,
            settled: this.restarts.length === 0,
            signing: [...new Set(this.servers)],
          }),
        handOver: ({ publicPart }: SigningKeyPair) =>
          step(() => {
            this.next = publicPart.kid;
            this.trustAt = this.now + 15 * minute;
          }),
        restart: (kid: string) =>
          step(() => {
            this.restartedFor = kid;
            this.restarts = [5, 10, 15].map((minutes) => this.now + minutes * minute);
          }),
      },
      published: () => Promise.resolve(this.published),
      newKey: () => Promise.resolve(pair('new')),
      record: (keys: readonly TokenPublicKey[]) => {
        this.recorded = keys;
      },
      say: (line: string) => this.lines.push(line),
      now: () => this.now,
    };
    await rotateKeys(environment, this.recorded, services, begin);
  }

  /** A person who runs the command now and then, deploys what it asks for, and begins again what was cut off. */
  async rotate(everyMinutes: number): Promise<void> {
    let begin = true;
    for (let runs = 0; runs < 1000; runs += 1) {
      const said = this.lines.length;
      await this.run(begin).catch((error: unknown) => {
        if (!(error instanceof CutOff)) throw error;
        this.cutOff.after = Number.POSITIVE_INFINITY;
      });
      begin = begin && !this.keys.isRotating;
      const lines = this.lines.slice(said);
      if (lines.some((line) => /^(done:|no rotation is under way)/.test(line))) return;
      if (lines.some((line) => line.includes('cdk deploy'))) this.deployIssuer();
      this.pass(everyMinutes);
    }
    throw new Error('the rotation did not come to its end');
  }
}

const after = (world: World) => ({
  recorded: world.recorded.map(({ kid }) => kid),
  published: world.published,
  servers: world.servers,
  keys: world.keys,
});
const rotated = {
  recorded: ['new'],
  published: ['new'],
  servers: ['new', 'new', 'new'],
  keys: { held: pair('new'), isRotating: false },
};

test.each([3, 7, 61, 1500])(
  'run every %i minutes, a rotation ends, and AWS refuses no token on the way',
  async (every) => {
    const world = new World();
    world.pass(10);
    await world.rotate(every);
    world.pass(2 * 24 * 60);
    expect(after(world)).toEqual(rotated);
  },
);

describe.each([0, 1, 2, 3, 4, 5, 6])('cut off at change %i', (changes) => {
  test.each([false, true])('after it was made: %s', async (done) => {
    const world = new World();
    world.cutOff = { after: changes, done };
    await world.rotate(9);
    expect(after(world)).toEqual(rotated);
  });
});

test('a cluster that was set back to its old key while its tokens were awaited has them awaited again', async () => {
  const world = new World();
  world.pass(10);
  await world.run(true);
  world.deployIssuer();
  for (let runs = 0; runs < 5; runs += 1) {
    world.pass(20);
    await world.run();
  }
  expect(world.lines.at(-2)).toMatch(/^tokens of the old key live until /);
  world.pass(60);
  world.next = world.promoted = 'old';
  world.servers = ['old', 'old', 'old'];
  world.pass(30 * 60);
  await world.run();
  expect(world.lines).toContain(
    'the cluster does not sign with new alone any more: the wait for old tokens begins again',
  );
  await world.rotate(30);
  expect(after(world)).toEqual(rotated);
});

test('nothing begins by itself, and every stop says what comes next', async () => {
  const world = new World();
  await world.run();
  expect(world.lines).toEqual(['no rotation is under way; --begin starts one']);
  await world.run(true);
  expect(world.lines.slice(1)).toEqual([
    'made the key new beside the one that signs, in Secrets Manager',
    'recorded new and old as what the issuer publishes',
    'next: npm start, commit, npx cdk deploy -c environment=testing testing-issuer, then npm run commons -- cluster rotate-keys testing',
  ]);
  await world.run();
  expect(world.lines.slice(4)).toEqual([
    'the issuer does not publish new yet',
    'next: npx cdk deploy -c environment=testing testing-issuer, then npm run commons -- cluster rotate-keys testing',
  ]);
  expect(world.next).toBe('old');
  expect(world.lines.join('\n')).not.toContain('private part');
});
