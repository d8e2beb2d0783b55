import { spawn } from 'node:child_process';
import { hasFacts } from '../../model/facts';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { bootstrapMachineName, controlPlaneMachineNames } from '../../lib/operations/install/installation-machines';
import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { tunnelArguments, tunnelPort } from '../../lib/operations/install/ssh-tunnel';
import { checkAccount } from '../aws/check-account';
import { Ec2ControlPlane } from '../aws/ec2-control-plane';
import { environmentFile } from '../environment-file';
import { loadedEnvironment } from '../loaded-environment';

export interface ClusterTunnelOptions {
  /**
   * File of the private SSH key whose public part the installation was prepared with.
   * @default the key that `ssh` finds by itself
   */
  readonly key?: string;
}

const needed = ['infraId', 'controlPlane'] as const;

/**
 * Opens a SOCKS proxy on this computer that ends in the VPC, through the bootstrap machine or, once that is gone, through a
 * control-plane machine. Keeps it open until it is interrupted or AWS ends it after an hour.
 *
 * @throws ProblemsError when the API needs no tunnel, or a fact is unknown.
 * @throws AwsCallError when none of these machines runs, or `ssh` fails.
 */
export async function clusterTunnel(name: string, { key }: ClusterTunnelOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (environment.cluster.api !== 'vpc') {
    const remedy = 'call the API directly; a tunnel is for api: vpc';
    throw new ProblemsError([environmentFile(name).problem(['cluster', 'api'], 'needs no tunnel', remedy)]);
  }
  if (!hasFacts(facts, needed)) throw new ProblemsError(missingFactProblems(environment, facts, needed));
  await checkAccount(environment);
  const names = [bootstrapMachineName(facts.infraId), ...controlPlaneMachineNames(facts)];
  const [machine] = await new Ec2ControlPlane(environment.region).machines(names);
  if (machine === undefined) {
    throw new AwsCallError(
      'ec2:DescribeInstances',
      `found none of ${names.join(', ')} running`,
      `deploy them: npx cdk deploy -c environment=${name} --all`,
    );
  }
  console.log(`through ${machine.name} (${machine.instanceId}), until you interrupt it`);
  console.log(`the proxy is socks5://127.0.0.1:${tunnelPort}`);
  await run('ssh', tunnelArguments(environment, machine, key));
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const remedy =
      'it needs ssh, version 2 of the AWS command line and the private key of the installation; AWS ends a tunnel after an hour: open it again';
    const child = spawn(program, args, { stdio: 'inherit' });
    child.once('error', ({ message }) => reject(new AwsCallError(program, `cannot be run: ${message}`, remedy)));
    child.once('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGINT' || signal === 'SIGTERM') resolve();
      else reject(new AwsCallError(program, `ended with ${signal ?? `code ${code ?? ''}`}`, remedy));
    });
  });
}
