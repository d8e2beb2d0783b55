import { cloudPools } from '../../model/environment';
import { hasFacts } from '../../model/facts';
import { resourceNames } from '../../model/naming';
import { ProblemsError } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';
import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { recordServerAuthority, type ServerAuthority } from '../../lib/operations/install/server-authority';
import { oc } from '../install/oc';
import { loadedEnvironment } from '../loaded-environment';
import { writeFacts } from '../write-facts';

export interface ClusterRecordCaOptions {
  /**
   * The fact that may be replaced.
   * @default none: certificates that differ are a problem, and nothing is recorded
   */
  readonly replace?: 'machineConfigServerCa';
}

const needed = ['infraId', 'machineConfigServerCa'] as const;

/**
 * Compares the certificate authorities with which new machines verify the cluster's machine config server with the recorded
 * ones, and records those of the cluster if `replace` names the fact.
 *
 * @throws ProblemsError when they differ and `replace` is left out, so that the exit code is 1.
 */
export async function clusterRecordCa(name: string, { replace }: ClusterRecordCaOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (!hasFacts(facts, needed)) throw new ProblemsError(missingFactProblems(environment, facts, needed));
  const recorded = await recordServerAuthority(environment, facts, await askCluster(), Date.now());
  if (!recorded.changes) {
    console.log(`the authority of the cluster is recorded; it ends on ${day(recorded.until)}`);
    return;
  }
  const { before, now } = recorded;
  for (const line of before) console.log(`recorded:   ${line}`);
  for (const line of now) console.log(`of cluster: ${line}`);
  if (replace === undefined) {
    const remedy = `record it: npm run commons -- cluster record-ca ${name} --replace machineConfigServerCa`;
    const reason = 'is not that of the cluster: new machines of CloudFormation would not believe it, and never join';
    throw new ProblemsError([
      { ...fileProblem(`environments/${name}/facts.json`, reason, remedy), path: 'facts.machineConfigServerCa' },
    ]);
  }
  const file = writeFacts(environment, { before: facts, after: recorded.facts, mayReplace: [replace] });
  console.log(`recorded in ${file}`);
  const names = resourceNames(environment);
  const stacks = [names.stack('cluster'), ...(cloudPools(environment).length > 0 ? [names.stack('node-pools')] : [])];
  console.log(`next: npm start, commit, npx cdk deploy -c environment=${name} ${stacks.join(' ')}`);
}

const namespace = '--namespace=openshift-machine-config-operator';

async function askCluster(): Promise<ServerAuthority> {
  const infraId = await oc('get', 'infrastructures', 'cluster', '--output=jsonpath={.status.infrastructureName}');
  // OpenShift writes this ConfigMap when it makes an authority for this server alone. Until then the server's certificate is
  // from the authority of the installation.
  const own = await oc(
    'get',
    'configmaps',
    'machine-config-server-ca',
    namespace,
    '--ignore-not-found',
    '--output=jsonpath={.data.ca-bundle\\.crt}',
  );
  const authorities =
    own.trim() === ''
      ? await oc('get', 'configmaps', 'root-ca', '--namespace=kube-system', '--output=jsonpath={.data.ca\\.crt}')
      : own;
  // Only the certificate: the Secret also holds the private key.
  const server = await oc(
    'get',
    'secrets',
    'machine-config-server-tls',
    namespace,
    '--output=jsonpath={.data.tls\\.crt}',
  );
  return { infraId: infraId.trim(), authorities, server: Buffer.from(server, 'base64').toString() };
}

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
