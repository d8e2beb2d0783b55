import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { DeployedRights } from '../../lib/operations/rights/rights-faults';
import { asking } from './asking';
import { clientSettings } from './client-settings';

/** Name of the stack that `cdk bootstrap` makes, and its parameter with the policies of CloudFormation's role. */
const bootstrapStack = 'CDKToolkit';
const policiesParameter = 'CloudFormationExecutionPolicies';

/**
 * Asks CloudFormation for the rights to deploy.
 *
 * @throws CallFailed when it does not answer.
 */
export async function deployedRights(stackName: string, regions: readonly string[]): Promise<DeployedRights> {
  const [home = ''] = regions;
  const template = await orMissing(() => templateOf(home, stackName));
  const bootstraps = new Map<string, readonly string[] | undefined>();
  for (const region of regions) bootstraps.set(region, await orMissing(() => policiesIn(region)));
  return { template, bootstraps };
}

async function templateOf(region: string, StackName: string): Promise<unknown> {
  const client = new CloudFormationClient(clientSettings(region));
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
  return JSON.parse(TemplateBody);
}

async function policiesIn(region: string): Promise<readonly string[]> {
  const client = new CloudFormationClient(clientSettings(region));
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: bootstrapStack }));
  const parameters = Stacks.flatMap(({ Parameters = [] }) => Parameters);
  const value = parameters.find(({ ParameterKey }) => ParameterKey === policiesParameter)?.ParameterValue ?? '';
  return value.split(',').filter((policy) => policy !== '');
}

/** An answer, or nothing when CloudFormation knows no such stack: it says so in words alone. */
const orMissing = <Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> =>
  asking('cloudformation:GetTemplate and DescribeStacks', async () => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  });
