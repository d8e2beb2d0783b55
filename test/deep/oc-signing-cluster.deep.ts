import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OcSigningCluster } from '../../bin/install/oc-signing-cluster';
import { toPemPair, toPublicKey } from '../../bin/install/signing-key';

const folder = mkdtempSync(join(tmpdir(), 'commons-oc-'));
const { PATH } = process.env;
beforeAll(() => {
  process.env.PATH = `${folder}:${PATH ?? ''}`;
});
afterAll(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true, force: true });
});

function keyPair() {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
  const publicPart = toPublicKey(pem.toString());
  if (publicPart === undefined) throw new Error('not a key');
  return { pem: pem.toString(), publicPart };
}
const [old, coming] = [keyPair(), keyPair()];
const pub = ({ pem }: { readonly pem: string }) => Buffer.from(toPemPair(pem).publicPem).toString('base64');
const token = (kid: string) => `${Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url')}.e30.c2ln`;

interface Cluster {
  readonly revisions: readonly number[];
  readonly reason: string;
  /** The reason of the newest revision’s pods. */
  readonly started: string;
  /** Keys of the API servers, which answer in turn. */
  readonly signing: readonly string[];
}

/** Puts an `oc` first in the path that answers for a cluster and notes how it was called and what it was given. */
function cluster({ revisions, reason, started, signing }: Cluster): void {
  const api = {
    spec: { forceRedeploymentReason: reason },
    status: {
      latestAvailableRevision: 9,
      nodeStatuses: revisions.map((currentRevision, index) => ({ nodeName: `master-${index}`, currentRevision })),
    },
  };
  const program = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const [, , ...args] = process.argv;
const calls = ${JSON.stringify(join(folder, 'calls'))};
const before = existsSync(calls) ? readFileSync(calls, 'utf8').split('\\n').filter((line) => line.startsWith('create')).length : 0;
appendFileSync(calls, args.join(' ') + '\\n');
const words = args.filter((arg) => !arg.startsWith('--')).join(' ');
if (words === 'get kubeapiserver cluster') console.log(${JSON.stringify(JSON.stringify(api))});
else if (words === 'get secret next-bound-service-account-signing-key') process.stdout.write('${pub(coming)}');
else if (words === 'get secret bound-service-account-signing-key') process.stdout.write('${pub(old)}');
else if (words === 'get configmap kube-apiserver-pod-9') process.stdout.write(${JSON.stringify(started)});
else if (words === 'create token default') console.log(${JSON.stringify(signing.map(token))}[before % ${signing.length}]);
else if (words === 'replace') appendFileSync(${JSON.stringify(join(folder, 'given'))}, readFileSync(0, 'utf8'));
else if (words !== 'patch kubeapiserver cluster') process.exit(1);
`;
  writeFileSync(join(folder, 'oc'), program, { mode: 0o755 });
}
const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');

const reason = `service-account signing key ${coming.publicPart.kid} 2026-11-21T08:00:00.000Z`;
const restarted: Cluster = { revisions: [9, 9, 9], reason, started: reason, signing: ['a', 'b', 'b'] };

test('what signs is known by the keys of secrets and of fresh tokens of all API servers', async () => {
  cluster(restarted);
  const { signing, ...found } = await new OcSigningCluster().signing();
  expect(found).toEqual({
    next: coming.publicPart.kid,
    promoted: old.publicPart.kid,
    restartedFor: coming.publicPart.kid,
    settled: true,
  });
  expect([...signing].sort()).toEqual(['a', 'b']);
});

test.each<[string, Partial<Cluster>]>([
  ['one API server has not started again', { revisions: [9, 9, 8] }],
  ['the operator has not seen yet that they shall', { started: 'certificates' }],
])('nothing is settled while %s', async (_, change) => {
  cluster({ ...restarted, ...change });
  expect((await new OcSigningCluster().signing()).settled).toBe(false);
});

test('somebody else’s restart is none for a key', async () => {
  cluster({ ...restarted, reason: 'certificates', started: 'certificates' });
  expect((await new OcSigningCluster().signing()).restartedFor).toBeUndefined();
});

test('a key is handed over whole, and in no list of processes', async () => {
  cluster(restarted);
  await new OcSigningCluster().handOver(coming);
  const { privatePem, publicPem } = toPemPair(coming.pem);
  expect(JSON.parse(read('given'))).toMatchObject({
    metadata: { name: 'next-bound-service-account-signing-key', namespace: 'openshift-kube-apiserver-operator' },
    data: {
      'service-account.key': Buffer.from(privatePem).toString('base64'),
      'service-account.pub': Buffer.from(publicPem).toString('base64'),
    },
  });
  expect(read('calls')).toContain('replace --filename=-');
  expect(read('calls')).not.toContain(Buffer.from(privatePem).toString('base64').slice(0, 40));
});

test('no two restarts are asked for with one reason, which would not be one', async () => {
  cluster(restarted);
  await new OcSigningCluster().restart('k');
  await new Promise((resolve) => setTimeout(resolve, 2));
  await new OcSigningCluster().restart('k');
  const reasons = read('calls').match(/forceRedeploymentReason":"[^"]+/g) ?? [];
  expect(reasons[0]).toMatch(/"service-account signing key k 20/);
  expect(new Set(reasons).size).toBe(2);
});
