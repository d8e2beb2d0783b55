import { paginateDescribeStackResourceDrifts, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { DriftedResource } from '../../lib/review/deployed/deployed-state';
import { allPages } from './all-pages';

/**
 * Resources of a stack that were changed without CloudFormation, as it found when it was last asked to look. Values are left out: they
 * may be secret.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export function driftedResources(client: CloudFormationClient, StackName: string): Promise<readonly DriftedResource[]> {
  const pages = paginateDescribeStackResourceDrifts(
    { client },
    { StackName, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'] },
  );
  return allPages('cloudformation:DescribeStackResourceDrifts', pages, (page) =>
    page.StackResourceDrifts?.map(
      ({ LogicalResourceId, ResourceType, StackResourceDriftStatus, PropertyDifferences }) => ({
        logicalId: LogicalResourceId ?? '',
        type: ResourceType ?? '',
        change: StackResourceDriftStatus === 'DELETED' ? ('deleted' as const) : ('changed' as const),
        properties: (PropertyDifferences ?? []).map(({ PropertyPath = '' }) => PropertyPath),
      }),
    ),
  );
}
