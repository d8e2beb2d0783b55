import { exampleResources, exampleStack } from '../../../../lib/review/example-files';
import { reviewRules } from '../../../../lib/review/rules';
import { findingLines, reviewFiles } from '../../../support/review-files';

const bucket = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName: 'uploads' } };
const topic = { Type: 'AWS::SNS::Topic', Properties: {} };

test('a stack that is no longer rendered is one finding, and not one for each of its resources', () => {
  const before = { ...exampleStack({ name: 'test-storage' }, { Uploads: bucket, Topic: topic }) };
  expect(findingLines({ before, after: { 'aws/stacks.yaml': '[]\n' } })).toEqual([
    'irreversible: stack test-storage is no longer rendered: it stays in AWS with its data, unmanaged',
  ]);
  expect(findingLines({ before: exampleStack({ name: 'test-alarms' }, { Topic: topic }), after: {} })).toEqual([
    'costs: stack test-alarms is no longer rendered: it stays in AWS until somebody deletes it',
  ]);
});

test('one with another name is said with the new name', () => {
  const before = exampleStack({ name: 'test-storage' }, { Uploads: bucket });
  const after = exampleStack({ name: 'test-stores' }, { Uploads: bucket });
  expect(findingLines({ before, after })).toContain(
    'irreversible: stack test-storage becomes test-stores, which is created beside it and is empty',
  );
});

test('a stack moves, and its place is in the list of both versions', () => {
  const before = exampleStack({ region: 'eu-central-1' }, { Uploads: bucket });
  const after = exampleStack({ region: 'eu-west-1', account: '444455556666' }, { Uploads: bucket });
  const { findings } = reviewFiles({ before, after }, reviewRules);
  expect(findings.map(({ id, what }) => [id, what])).toEqual([
    [
      'moved-stack',
      'is created anew in the account 444455556666 in place of 111122223333 and the region eu-west-1 in place of eu-central-1, and what it holds stays behind',
    ],
  ]);
  expect(findings[0]?.places).toEqual([
    { side: 'before', file: 'rendered/test/aws/stacks.yaml', line: 3 },
    { side: 'after', file: 'rendered/test/aws/stacks.yaml', line: 3 },
    { side: 'before', file: 'rendered/test/aws/stacks.yaml', line: 4 },
    { side: 'after', file: 'rendered/test/aws/stacks.yaml', line: 4 },
  ]);
});

test('a version that was rendered without a list, and another order, say nothing', () => {
  const [one, other] = [
    exampleStack({}, { Topic: topic }),
    exampleStack({ dependencies: ['test-network'] }, { Topic: topic }),
  ];
  expect(findingLines({ before: one, after: other })).toEqual([]);
  expect(findingLines({ before: exampleResources({ Topic: topic }), after: one })).toEqual([]);
});

test('a list that is none is said, and never no change', () => {
  const before = exampleStack({}, { Topic: topic });
  const { unread } = reviewFiles({ before, after: { ...before, 'aws/stacks.yaml': 'name: test\n' } }, reviewRules);
  expect(unread.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
    'rendered/test/aws/stacks.yaml is no list of stacks',
  ]);
});

describe('a tag that is lost', () => {
  const selection = {
    Type: 'AWS::Budgets::Budget',
    Properties: { Budget: { CostFilters: { TagKeyValue: ['user:example/environment$test'] } } },
  };
  const tagged = (tags: Readonly<Record<string, string>>) => exampleStack({ tags }, { Budget: selection });

  test('is said with who reads it, and one that nobody reads is worth a look', () => {
    const before = tagged({ 'example/environment': 'test', 'example/team': 'wiki' });
    expect(findingLines({ before, after: tagged({ 'example/environment': 'other' }) })).toEqual([
      'weakens: everything in stack test-example has the tag example/environment other in place of test: Budget of test-example decide by it',
      'watch: everything in stack test-example no longer has the tag example/team',
    ]);
  });

  test('is found on a resource, too, where the cluster looks for it', () => {
    const group = (...Tags: readonly object[]) =>
      exampleResources({ Nodes: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupName: 'nodes', Tags } } });
    const [name, own] = [
      { Key: 'Name', Value: 'nodes' },
      { Key: 'kubernetes.io/cluster/abc', Value: 'owned' },
    ];
    expect(findingLines({ before: group(name, own), after: group(name) })).toEqual([
      'weakens: security group nodes no longer has the tag kubernetes.io/cluster/abc: the cluster finds its subnets, groups and machines by it',
    ]);
    expect(findingLines({ before: group(name, own), after: group(own) })).toEqual([]);
  });
});
