import { hasFacts } from '../../model/facts';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { gatherLogsCommands } from '../../lib/operations/install/gather-logs';
import { bootstrapMachineName, controlPlaneMachineNames } from '../../lib/operations/install/installation-machines';
import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { checkAccount } from '../aws/check-account';
import { Ec2ControlPlane } from '../aws/ec2-control-plane';
import { loadedEnvironment } from '../loaded-environment';

export interface ClusterGatherOptions {
  /** Folder that `cluster prepare` made. */
  readonly folder: string;
  /**
   * File of the private SSH key whose public part the installation was prepared with.
   * @default the key that `ssh` or the installer finds by itself
   */
  readonly key?: string;
}

const needed = ['infraId', 'controlPlane'] as const;

/**
 * Prints the commands that gather the logs of an installation that does not come up, with the addresses that its machines have
 * now.
 *
 * @throws ProblemsError when a fact is unknown.
 * @throws AwsCallError when no bootstrap machine runs, or AWS does not answer.
 */
export async function clusterGather(name: string, { folder, key }: ClusterGatherOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (!hasFacts(facts, needed)) throw new ProblemsError(missingFactProblems(environment, facts, needed));
  await checkAccount(environment);
  const { infraId } = facts;
  const machines = new Ec2ControlPlane(environment.region);
  const [bootstrap] = await machines.machines([bootstrapMachineName(infraId)]);
  if (bootstrap === undefined) {
    throw new AwsCallError(
      'ec2:DescribeInstances',
      `found no running machine ${bootstrapMachineName(infraId)}, through which the logs are gathered`,
      'if the API of the cluster answers, gather them with: oc adm must-gather',
    );
  }
  const controlPlane = await machines.machines(controlPlaneMachineNames(facts));
  for (const line of gatherLogsCommands(environment, { infraId, bootstrap, controlPlane, folder, key })) {
    console.log(line);
  }
}
