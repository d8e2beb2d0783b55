import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import type { DeployedState } from '../../lib/review/deployed/deployed-state';
import { parseTemplateBody } from '../../lib/review/deployed/template-body';
import type { ListedStack } from '../../lib/stack-list';
import { cloudFormationClient } from '../aws/cloudformation-client';
import { describeStacks } from '../aws/describe-stacks';
import { driftedResources } from '../aws/drifted-resources';
import { stackTemplate } from '../aws/stack-template';

/** A stack as CloudFormation has it. Which stacks are deployed before it, CloudFormation does not know. */
export interface DeployedStack extends Omit<ListedStack, 'dependencies'> {
  /** Text of its template, written as rendered templates are. */
  readonly template: string;
  readonly states: readonly DeployedState[];
  /** Whether CloudFormation was ever asked to look for drift. */
  readonly wasChecked: boolean;
}

/** All stacks of a region, one stack, or the changes by hand in one, that could not be read. */
export interface UnreadStack {
  readonly part: 'region' | 'stack' | 'drift';
  /** Name of the stack; for a region the region itself. */
  readonly name: string;
  readonly region: string;
  readonly reason: string;
  readonly remedy: string;
}

export interface DeployedStacks {
  readonly stacks: readonly DeployedStack[];
  readonly unread: readonly UnreadStack[];
}

/**
 * Reads stacks of an account from CloudFormation. What it does not answer is told with the rest, so that nobody takes it for unchanged.
 *
 * @param isWanted whether a stack with this name and these tags is to be read
 */
export async function deployedStacks(
  account: string,
  regions: readonly string[],
  isWanted: (name: string, tags: ListedStack['tags']) => boolean,
): Promise<DeployedStacks> {
  const stacks: DeployedStack[] = [];
  const unread: UnreadStack[] = [];
  for (const region of regions) {
    const client = cloudFormationClient(region);
    const found = await orUnread({ part: 'region', name: region, region }, unread, () => describeStacks(client));
    const wanted = found?.filter((each) => isThere(each) && isWanted(each.StackName ?? '', toTags(each)));
    for (const stack of wanted ?? []) {
      const place = { name: stack.StackName ?? '', region };
      const read = await orUnread({ part: 'stack', ...place }, unread, () => readStack(client, account, region, stack));
      const drift = await orUnread({ part: 'drift', ...place }, unread, () => driftStates(client, stack));
      if (read !== undefined) stacks.push({ ...read, states: [...read.states, ...(drift ?? [])] });
    }
  }
  return { stacks, unread };
}

/** Deleted stacks are listed for a while; a change set that was never executed has left one without resources; parts belong to their whole. */
const isThere = ({ StackStatus, ParentId }: Stack): boolean =>
  StackStatus !== 'DELETE_COMPLETE' && StackStatus !== 'REVIEW_IN_PROGRESS' && ParentId === undefined;

const toTags = ({ Tags = [] }: Stack): ListedStack['tags'] =>
  Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** The answer of a call; undefined, and one more in the list, if there is none. */
async function orUnread<Answer>(
  place: Pick<UnreadStack, 'part' | 'name' | 'region'>,
  unread: UnreadStack[],
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    unread.push({ ...place, reason: `${error.action} ${error.reason}`, remedy: error.remedy });
    return undefined;
  }
}

/** @throws AwsCallError when CloudFormation does not answer, or with what is no template. */
async function readStack(
  client: CloudFormationClient,
  account: string,
  region: string,
  stack: Stack,
): Promise<DeployedStack> {
  const { StackName: name = '', EnableTerminationProtection: terminationProtection = false, DriftInformation } = stack;
  const body = await stackTemplate(client, name);
  return {
    name,
    account,
    region,
    terminationProtection,
    tags: toTags(stack),
    template: `${JSON.stringify(toTemplate(body), null, 1)}\n`,
    states: stuckStates(stack),
    wasChecked: DriftInformation?.LastCheckTimestamp !== undefined,
  };
}

function toTemplate(body: string | undefined): unknown {
  try {
    return parseTemplateBody(body ?? '');
  } catch (error) {
    const reason = `gave what is no template: ${error instanceof Error ? error.message : String(error)}`;
    throw new AwsCallError('cloudformation:GetTemplate', reason, 'look at the stack in the console of CloudFormation');
  }
}

/** Statuses in which a stack can be updated. Source: AWS CloudFormation user guide, "Stack status codes". */
const updatable = /^((CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE)$/;

const stuckStates = ({ StackName: name = '', StackStatus: status }: Stack): readonly DeployedState[] =>
  status === undefined || updatable.test(status) ? [] : [{ name, state: 'stuck', status }];

async function driftStates(
  client: CloudFormationClient,
  { StackName: name = '', DriftInformation }: Stack,
): Promise<readonly DeployedState[]> {
  if (DriftInformation?.StackDriftStatus !== 'DRIFTED') return [];
  const checkedAt = DriftInformation.LastCheckTimestamp?.toISOString().slice(0, 10) ?? '';
  return [{ name, state: 'drifted', checkedAt, resources: [...(await driftedResources(client, name))] }];
}
