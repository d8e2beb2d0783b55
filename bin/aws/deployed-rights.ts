import {
  CloudFormationClient,
  GetTemplateCommand,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { DeployedRights, RegionalRights } from '../../lib/operations/rights/rights-faults';
import { allPages } from './all-pages';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** Name of the stack that `cdk bootstrap` makes, and its parameter with the policies of CloudFormation's role. */
const bootstrapStack = 'CDKToolkit';
const policiesParameter = 'CloudFormationExecutionPolicies';

/**
 * Reads from CloudFormation the template of the stack with the rights to deploy, and for each region the policies of the
 * execution role and the stacks with a role of their own.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export async function deployedRights(stackName: string, regions: readonly string[]): Promise<DeployedRights> {
  const [home = ''] = regions;
  const template = await orMissing(() => fetchTemplate(home, stackName));
  const regional = new Map<string, RegionalRights>();
  for (const region of regions) regional.set(region, rightsIn(await describeStacks(region)));
  return { template, regions: regional };
}

const describeStacks = (region: string): Promise<readonly Stack[]> => {
  const client = new CloudFormationClient(clientSettings(region));
  return allPages('cloudformation:DescribeStacks', paginateDescribeStacks({ client }, {}), (page) => page.Stacks);
};

function rightsIn(stacks: readonly Stack[]): RegionalRights {
  const bootstrap = stacks.find(({ StackName }) => StackName === bootstrapStack);
  const given =
    bootstrap?.Parameters?.find(({ ParameterKey }) => ParameterKey === policiesParameter)?.ParameterValue ?? '';
  return {
    bootstrap: bootstrap && given.split(',').filter((policy) => policy !== ''),
    stackRoles: stacks.flatMap(({ StackName = '', RoleARN }) =>
      RoleARN === undefined ? [] : [{ stack: StackName, roleArn: RoleARN }],
    ),
  };
}

async function fetchTemplate(region: string, StackName: string): Promise<unknown> {
  const client = new CloudFormationClient(clientSettings(region));
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
  return JSON.parse(TemplateBody);
}

/**
 * The answer; undefined if there is no such stack. CloudFormation has no error code for that, so the message is
 * compared.
 */
const orMissing = <Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> =>
  callAws('cloudformation:GetTemplate', async () => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return undefined;
      throw error;
    }
  });
