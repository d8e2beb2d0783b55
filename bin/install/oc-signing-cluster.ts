import { spawn } from 'node:child_process';
import { z } from 'zod';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import type { ClusterSigning, SigningKeyPair } from '../../lib/operations/install/key-rotation';
import type { SigningCluster } from '../../lib/operations/install/rotate-keys';
import { oc } from './oc';
import { computeKeyId, toPemPair } from './signing-key';

/**
 * Namespaces and names of the operator that looks after the signing key. It takes over what is put into its own secret:
 * first every API server gets the public part, then the key is handed to them.
 * Source: openshift/cluster-kube-apiserver-operator:pkg/operator/boundsatokensignercontroller/controller.go.
 */
const operator = 'openshift-kube-apiserver-operator';
const servers = 'openshift-kube-apiserver';
const nextSecret = 'next-bound-service-account-signing-key';
const promotedSecret = 'bound-service-account-signing-key';

/** What the reason of a restart begins with; the id of the key follows, and the time, so that no reason comes twice. */
const restartReason = 'service-account signing key ';

/** Tokens asked for, each over a connection of its own, which the balancer gives to any of the API servers. */
const samples = 12;

const statusSchema = z.object({
  spec: z.object({ forceRedeploymentReason: z.string().default('') }),
  status: z.object({
    latestAvailableRevision: z.number(),
    nodeStatuses: z.array(z.object({ nodeName: z.string(), currentRevision: z.number().default(0) })).min(1),
  }),
});

/** The API servers of the cluster that `oc` is logged in to. */
export class OcSigningCluster implements SigningCluster {
  async signing(): Promise<ClusterSigning> {
    const { spec, status } = statusSchema.parse(
      JSON.parse(await oc('get', 'kubeapiserver', 'cluster', '--output=json')),
    );
    const reason = spec.forceRedeploymentReason;
    const revisions = [...new Set(status.nodeStatuses.map(({ currentRevision }) => currentRevision))];
    const isSettled = revisions.length === 1 && revisions[0] === status.latestAvailableRevision;
    return {
      next: await keyIdIn(operator, nextSecret),
      promoted: await keyIdIn(servers, promotedSecret),
      restartedFor: reason.startsWith(restartReason) ? reason.slice(restartReason.length).split(' ')[0] : undefined,
      settled: isSettled && (await revisionReason(status.latestAvailableRevision)) === reason,
      signing: await signingKeys(),
    };
  }

  async handOver({ pem }: SigningKeyPair): Promise<void> {
    const { privatePem, publicPem } = toPemPair(pem);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    await replace({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: nextSecret, namespace: operator },
      type: 'Opaque',
      data: { 'service-account.key': base64(privatePem), 'service-account.pub': base64(publicPem) },
    });
  }

  async restart(kid: string): Promise<void> {
    const patch = JSON.stringify({
      spec: { forceRedeploymentReason: `${restartReason}${kid} ${new Date().toISOString()}` },
    });
    await oc('patch', 'kubeapiserver', 'cluster', '--type=merge', `--patch=${patch}`);
  }
}

async function keyIdIn(namespace: string, name: string): Promise<string> {
  const path = String.raw`{.data.service-account\.pub}`;
  const text = await oc('get', 'secret', name, `--namespace=${namespace}`, `--output=jsonpath=${path}`);
  return computeKeyId(Buffer.from(text, 'base64').toString());
}

/** The reason that the API servers of a revision were started for, which their pod's own config map keeps. */
const revisionReason = async (revision: number): Promise<string> => {
  const path = '--output=jsonpath={.data.forceRedeploymentReason}';
  return oc('get', 'configmap', `kube-apiserver-pod-${revision}`, `--namespace=${servers}`, path);
};

/** Ids of the keys of tokens that are asked for now. They are for nobody, live ten minutes, and are not kept. */
async function signingKeys(): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let sample = 0; sample < samples; sample += 1) {
    const options = ['--namespace=default', '--audience=commons-platform', '--duration=10m'];
    found.add(keyIdOfToken(await oc('create', 'token', 'default', ...options)));
  }
  return [...found];
}

const headerSchema = z.object({ kid: z.string() });

function keyIdOfToken(token: string): string {
  const [header = ''] = token.split('.');
  return headerSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString())).kid;
}

/** Replaces an object by what goes to standard input: a private key may stand in no list of processes. */
function replace(object: object): Promise<void> {
  const action = 'oc replace';
  return new Promise((resolve, reject) => {
    const failed = (reason: string) =>
      reject(new AwsCallError(action, reason, 'log in with oc login as an administrator'));
    const child = spawn('oc', ['replace', '--filename=-', '--request-timeout=30s'], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: process.env,
    });
    child.once('error', ({ message }) => failed(`cannot be run: ${message}`));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else failed(`ended with code ${code ?? ''}`);
    });
    child.stdin.end(JSON.stringify(object));
  });
}
