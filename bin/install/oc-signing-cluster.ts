import { spawn } from 'node:child_process';
import { z } from 'zod';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import type { ClusterSigning, SigningKeyPair } from '../../lib/operations/install/key-rotation';
import type { SigningCluster } from '../../lib/operations/install/rotate-keys';
import { oc } from './oc';
import { computeKeyId, toPemPair } from './signing-key';

/**
 * Namespace of the operator that manages the signing key. It rolls out a key that is put into its own Secret: first every API
 * server gets the public part, then all get the private key.
 * Source: openshift/cluster-kube-apiserver-operator:pkg/operator/boundsatokensignercontroller/controller.go.
 */
const operator = 'openshift-kube-apiserver-operator';
const servers = 'openshift-kube-apiserver';
const nextSecret = 'next-bound-service-account-signing-key';
const promotedSecret = 'bound-service-account-signing-key';

/** Prefix of the reason of a restart; the id of the key and the time follow, so that each reason is unique. */
const restartReason = 'service-account signing key ';

/** Number of tokens to request, each over a new connection, which the load balancer sends to any of the API servers. */
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

/** The reason for which the API servers of a revision were started, from the ConfigMap of their pod. */
const revisionReason = async (revision: number): Promise<string> => {
  const path = '--output=jsonpath={.data.forceRedeploymentReason}';
  return oc('get', 'configmap', `kube-apiserver-pod-${revision}`, `--namespace=${servers}`, path);
};

/** Ids of the keys that sign new tokens. The tokens have an audience that nothing accepts, live ten minutes, and are not stored. */
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

/** Replaces an object, which `oc` reads from standard input: as an argument a private key would be in the list of processes. */
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
