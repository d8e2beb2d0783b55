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
  /** Folder of the installation. */
  readonly folder: string;
  /** Private SSH key whose public part the installation was prepared with. */
  readonly key?: string;
}

const needed = ['infraId', 'controlPlane'] as const;

/** Says what gathers the logs of an installation that does not come up, with the addresses that its machines have now. */
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
      `found no running machine ${bootstrapMachineName(infraId)}, by which the logs would be gathered`,
      'of a cluster whose API answers, gather them with: oc adm must-gather',
    );
  }
  const controlPlane = await machines.machines(controlPlaneMachineNames(facts));
  for (const line of gatherLogsCommands(environment, { infraId, bootstrap, controlPlane, folder, key })) {
    console.log(line);
  }
}
