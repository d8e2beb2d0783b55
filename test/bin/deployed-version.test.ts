import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import { deployedVersion } from '../../bin/review/deployed-version';
import { compare } from '../../lib/review/comparison';
import { exampleStack } from '../../lib/review/example-files';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';

const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'test-alarms' } };
const rendered = () =>
  new RenderedSnapshot('after', 'rendered/test', new Map(Object.entries(exampleStack({}, { Topic: topic }))));

const kept = [CloudFormationClient, STSClient].map(
  ({ prototype }) => [prototype, Reflect.get(prototype, 'send') as unknown] as const,
);
afterEach(() => {
  for (const [prototype, send] of kept) Reflect.set(prototype, 'send', send);
});

interface Question {
  readonly constructor: { readonly name: string };
  readonly input: { readonly NextToken?: string };
}

/** Lets CloudFormation answer by the name of the call. */
function answer(answers: Readonly<Record<string, (question: Question['input']) => unknown>>): void {
  Reflect.set(STSClient.prototype, 'send', () => Promise.resolve({ Account: '111122223333', Arn: 'arn:ada' }));
  Reflect.set(CloudFormationClient.prototype, 'send', async (question: Question) => {
    const call = answers[question.constructor.name.replace('Command', '')];
    if (call === undefined) throw new Error(`nobody answers ${question.constructor.name}`);
    return Promise.resolve(call(question.input));
  });
}

const stack = (more: Partial<Stack> = {}): Partial<Stack> => ({
  StackName: 'test-example',
  StackStatus: 'UPDATE_COMPLETE',
  EnableTerminationProtection: true,
  Tags: [],
  ...more,
});

const body = (resources: object) => ({ TemplateBody: JSON.stringify({ Resources: resources }) });

async function lines(): Promise<readonly string[]> {
  const { before, after, unread } = await deployedVersion('test', rendered(), ['test']);
  const { findings } = review([compare('test', before, after)], reviewRules);
  return [
    ...findings.map((each) => `${each.class}: ${each.subjects.join(', ')} ${each.what}`),
    ...unread.map(({ file, reason }) => `${file} ${reason}`),
  ];
}

test('a stack as it is rendered says nothing, also on a second page and among those that are gone', async () => {
  answer({
    DescribeStacks: ({ NextToken }) =>
      NextToken === undefined
        ? { Stacks: [stack({ StackName: 'test-gone', StackStatus: 'DELETE_COMPLETE' })], NextToken: 'more' }
        : { Stacks: [stack()] },
    GetTemplate: () => body({ Topic: topic }),
  });
  expect(await lines()).toEqual([]);
});

test('what was changed by hand is said as CloudFormation has found it, and without values', async () => {
  const drift = { StackDriftStatus: 'DRIFTED', LastCheckTimestamp: new Date('2026-11-02T03:04:05Z') } as const;
  const difference = {
    PropertyPath: '/DisplayName',
    ExpectedValue: 'secret',
    ActualValue: 'other',
    DifferenceType: 'ADD',
  };
  answer({
    DescribeStacks: () => ({ Stacks: [stack({ DriftInformation: drift })] }),
    GetTemplate: () => body({ Topic: topic }),
    DescribeStackResourceDrifts: () => ({
      StackResourceDrifts: [
        {
          LogicalResourceId: 'Topic',
          ResourceType: 'AWS::SNS::Topic',
          StackResourceDriftStatus: 'MODIFIED',
          PropertyDifferences: [difference],
        },
        { LogicalResourceId: 'Queue', ResourceType: 'AWS::SQS::Queue', StackResourceDriftStatus: 'DELETED' },
      ],
    }),
  });
  const said = await lines();
  expect(said).toEqual([
    'interrupts: queue Queue of test-example was deleted manually before 2026-11-02: a deploy that changes it fails',
    'watch: topic Topic of test-example was changed manually before 2026-11-02 (/DisplayName): a deploy that changes it reverts that',
  ]);
});

test('a drift that may not be read leaves the comparison of the template', async () => {
  answer({
    DescribeStacks: () => ({ Stacks: [stack({ DriftInformation: { StackDriftStatus: 'DRIFTED' } })] }),
    GetTemplate: () => body({ Topic: topic, Data: { Type: 'AWS::S3::Bucket' } }),
    DescribeStackResourceDrifts: () => {
      throw Object.assign(new Error('not for you'), { name: 'AccessDenied' });
    },
  });
  expect(await lines()).toEqual([
    'loses-data: bucket Data of test-example is deleted with what it holds',
    'CloudFormation/test/test-example cloudformation:DescribeStackResourceDrifts was denied: not for you',
  ]);
});

test('a stack that cannot be updated', async () => {
  answer({
    DescribeStacks: () => ({ Stacks: [stack({ StackStatus: 'UPDATE_ROLLBACK_FAILED' })] }),
    GetTemplate: () => body({ Topic: topic }),
  });
  expect(await lines()).toEqual([
    'interrupts: stack test-example is UPDATE_ROLLBACK_FAILED, and CloudFormation does not update it until that is finished or repaired',
  ]);
});

test('a template that is none is said, and is no change', async () => {
  answer({
    DescribeStacks: () => ({ Stacks: [stack()] }),
    GetTemplate: () => ({ TemplateBody: '{ "Resources": ' }),
  });
  expect(await lines()).toEqual([
    expect.stringMatching(/^CloudFormation\/test\/test-example cloudformation:GetTemplate gave what is no template: /),
  ]);
});

test('rendered files without a list of stacks are refused', async () => {
  answer({});
  const none = new RenderedSnapshot('after', 'rendered/test', new Map());
  await expect(deployedVersion('test', none, ['test'])).rejects.toThrow('render first: npm start');
});
