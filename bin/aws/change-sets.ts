import {
  ChangeSetNotFoundException,
  CloudFormationClient,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { ChangeSet, ResourcePlan } from '../../lib/operations/deploy/change-set';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/**
 * Reads the change set `name` of each stack, as the role with which the CDK command has made it.
 *
 * @throws AwsCallError when CloudFormation does not answer.
 */
export async function changeSets(
  stacks: readonly CloudFormationStackArtifact[],
  name: string,
): Promise<readonly ChangeSet[]> {
  const read: ChangeSet[] = [];
  const clients = new Map<string, CloudFormationClient>();
  for (const { stackName, environment, assumeRoleArn } of stacks) {
    const { region } = environment;
    const client = clients.get(region) ?? (await clientAs(region, assumeRoleArn));
    clients.set(region, client);
    read.push(await changeSet(client, stackName, name));
  }
  return read;
}

async function clientAs(region: string, roleArn = ''): Promise<CloudFormationClient> {
  const sts = new STSClient(clientSettings(region));
  // All regions of the platform are in this partition, as in names of roles elsewhere.
  const RoleArn = roleArn.replaceAll('${AWS::Partition}', 'aws');
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'commons-change-sets' });
  const { Credentials } = await callAws('sts:AssumeRole', () => sts.send(command));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return new CloudFormationClient({
    ...clientSettings(region),
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
}

async function changeSet(client: CloudFormationClient, StackName: string, ChangeSetName: string): Promise<ChangeSet> {
  const resources: ResourcePlan[] = [];
  let page: DescribeChangeSetCommandOutput | undefined;
  do {
    const command = new DescribeChangeSetCommand({ StackName, ChangeSetName, NextToken: page?.NextToken });
    const next = await callAws('cloudformation:DescribeChangeSet', () => orMissing(client.send(command)));
    if (next === undefined)
      return { stack: StackName, state: { failed: `has no change set ${ChangeSetName}` }, resources };
    page = next;
    for (const { ResourceChange: change } of page.Changes ?? []) {
      if (change === undefined) continue;
      const { Action = '', LogicalResourceId = '', ResourceType = '', Replacement } = change;
      resources.push({ action: Action, logicalId: LogicalResourceId, type: ResourceType, replacement: Replacement });
    }
  } while (page.NextToken !== undefined);
  return { stack: StackName, state: stateIn(page), resources };
}

/** A change set that is not there is said with the others. */
async function orMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ChangeSetNotFoundException) return undefined;
    throw error;
  }
}

/** CloudFormation has no status for a change set without changes: it fails with one of these reasons, as the CDK command knows too. */
const nothingToDo = /^(The submitted information didn't contain changes|No updates are to be performed)/;

function stateIn({ Status, StatusReason = '', ExecutionStatus }: DescribeChangeSetCommandOutput): ChangeSet['state'] {
  if (ExecutionStatus === 'AVAILABLE') return 'executable';
  if (Status === 'FAILED' && nothingToDo.test(StatusReason)) return 'empty';
  return { failed: `cannot be executed: ${Status ?? ''}, ${ExecutionStatus ?? ''} ${StatusReason}`.trim() };
}
