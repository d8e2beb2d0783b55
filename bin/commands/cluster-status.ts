import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import type { InstallationState } from '../../lib/operations/install/installation-state';
import { bootstrapMachineName } from '../../lib/operations/install/installation-machines';
import { installationSteps } from '../../lib/operations/install/installation-steps';
import { waitFor } from '../../lib/operations/install/wait-for';
import { AwsInstallation } from '../aws/aws-installation';
import { BootstrapObject } from '../aws/bootstrap-object';
import { checkAccount } from '../aws/check-account';
import { Ec2ControlPlane } from '../aws/ec2-control-plane';
import { apiReadiness } from '../install/api-readiness';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';

/**
 * Says how far the installation of an environment is and what comes next. Changes nothing; the exit code is 1 when
 * something went wrong.
 */
export async function clusterStatus(name: string): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  await checkAccount(environment);
  const steps = installationSteps(environment, facts, await readState(environment, facts));
  console.log(
    table(
      ['state', 'step', ''],
      steps.map(({ state, step, says }) => [state, step, says]),
    ),
  );
  const turn = steps.find(({ state }) => state === 'problem') ?? steps.find(({ state }) => state === 'now');
  const last = `${waitFor(environment, 'install-complete')}; or oc get clusteroperators`;
  console.log(`\nnext: ${turn?.next ?? last}`);
  if (steps.some(({ state }) => state === 'problem')) process.exitCode = 1;
}

async function readState(environment: Environment, { infraId }: Partial<Facts>): Promise<InstallationState> {
  const aws = new AwsInstallation(environment);
  const nouns = ['network', 'dns', 'issuer', 'identity', 'cluster', 'node-pools'] as const;
  const statuses = await Promise.all(
    nouns.map(
      async (noun) => [noun, await aws.stackStatus(noun, noun === 'dns' ? 'us-east-1' : environment.region)] as const,
    ),
  );
  const stacks = Object.fromEntries(
    statuses.flatMap(([noun, status]) => (status === undefined ? [] : [[noun, status]])),
  );
  const stored = stacks.identity === undefined ? undefined : await new BootstrapObject(environment).stored();
  const bootstrap =
    infraId === undefined ? [] : await new Ec2ControlPlane(environment.region).running([bootstrapMachineName(infraId)]);
  return {
    stacks,
    ignitionAgeHours: stored && (Date.now() - stored.storedAt) / 3_600_000,
    apiTargets: infraId === undefined ? undefined : await aws.apiTargets(infraId),
    bootstrapMachine: bootstrap.length > 0,
    api: stacks.cluster === undefined ? 'not there yet' : await apiReadiness(environment),
  };
}
