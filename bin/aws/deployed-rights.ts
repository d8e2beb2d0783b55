import type { Stack } from '@aws-sdk/client-cloudformation';
import type { DeployedRights, RegionalRights } from '../../lib/operations/rights/rights-faults';
import { cloudFormationClient } from './cloudformation-client';
import { describeStacks } from './describe-stacks';
import { stackTemplate } from './stack-template';

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
  const body = await stackTemplate(cloudFormationClient(home), stackName);
  const regional = new Map<string, RegionalRights>();
  for (const region of regions) regional.set(region, rightsIn(await describeStacks(cloudFormationClient(region))));
  return { template: body === undefined ? undefined : JSON.parse(body), regions: regional };
}

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
