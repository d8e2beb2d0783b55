import { paginateDescribeStacks, type CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { allPages } from './all-pages';

/**
 * All stacks of the client's account and region.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export const describeStacks = (client: CloudFormationClient): Promise<readonly Stack[]> =>
  allPages('cloudformation:DescribeStacks', paginateDescribeStacks({ client }, {}), (page) => page.Stacks);
