import { CloudFormationClient, paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation';
import { allPages } from './all-pages';
import { clientSettings } from './client-settings';

/**
 * All stacks of the account in a region.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export const describeStacks = (region: string): Promise<readonly Stack[]> => {
  const client = new CloudFormationClient(clientSettings(region));
  return allPages('cloudformation:DescribeStacks', paginateDescribeStacks({ client }, {}), (page) => page.Stacks);
};
