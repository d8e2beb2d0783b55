import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { resourceChanges } from '../../../lib/review/resource-changes';
import type { RenderedTemplate } from '../../../lib/review/rendered-snapshot';
import { resources } from '../../support/rendered';

const bucketPolicy = (properties: Readonly<Record<string, unknown>>): RenderedTemplate => ({
  file: 'aws/test-storage.template.json',
  stack: 'test-storage',
  template: {
    Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: properties, Metadata: {} } },
  },
});

test('a resource policy without a document is compared like any other', () => {
  const changes = resourceChanges(
    'aws/test-storage.template.json',
    bucketPolicy({ Bucket: 'uploads' }),
    bucketPolicy({ Bucket: 'files' }),
  );
  expect(changes.map(({ logicalId, impact, replacing }) => ({ logicalId, impact, replacing }))).toEqual([
    { logicalId: 'Policy', impact: 'replace', replacing: ['Bucket'] },
  ]);
});

type TestResource = RenderedTemplate['template']['Resources'][string];

const templateWith = (resources: Readonly<Record<string, TestResource>>): RenderedTemplate => ({
  file: 'aws/test-network.template.json',
  stack: 'test-network',
  template: { Resources: resources },
});

const changesBetween = (before: Record<string, TestResource>, after: Record<string, TestResource>) =>
  resourceChanges('aws/test-network.template.json', templateWith(before), templateWith(after)).map(
    ({ logicalId, impact, replacing }) => ({ logicalId, impact, replacing }),
  );

const resource = (Type: string, Properties: TestResource['Properties'], others: object = {}): TestResource => ({
  Type,
  Properties,
  Metadata: {},
  ...others,
});

test('what refers to a resource that is replaced is replaced too', () => {
  const withBlock = (block: string) => ({
    Subnet: resource('AWS::EC2::Subnet', { CidrBlock: block }),
    Machine: resource('AWS::EC2::Instance', { SubnetId: { Ref: 'Subnet' } }),
  });
  expect(changesBetween(withBlock('10.0.0.0/24'), withBlock('10.0.1.0/24'))).toEqual([
    { logicalId: 'Subnet', impact: 'replace', replacing: ['CidrBlock'] },
    { logicalId: 'Machine', impact: 'replace', replacing: ['SubnetId'] },
  ]);
});

test('dependencies in another order, and an attribute written in another way, are no change', () => {
  const queue = (url: unknown, DependsOn: readonly string[]) => ({
    Queue: resource('AWS::SQS::QueuePolicy', { Queues: [url], PolicyDocument: {} }, { DependsOn }),
  });
  const before = queue({ 'Fn::GetAtt': ['Other', 'QueueUrl'] }, ['One', 'Two']);
  expect(changesBetween(before, queue({ 'Fn::GetAtt': ['Other', 'QueueUrl'] }, ['Two', 'One']))).toEqual([]);
  expect(changesBetween(before, queue({ 'Fn::GetAtt': 'Other.QueueUrl' }, ['One', 'Two']))).toEqual([]);
});

test('what happens to a resource is what the library says of whole templates', () => {
  const oneOfEachType = new Map(resources.map(({ resource: each }) => [each.Type, each]));
  const pairs = [...oneOfEachType.values()].flatMap((one) =>
    Object.keys(one.Properties).map(
      (key) => [one, { ...one, Properties: { ...one.Properties, [key]: 'changed' } }] as const,
    ),
  );
  const own = pairs.map(([before, after]) => changesBetween({ It: before }, { It: after })[0]?.impact);
  const theirs = pairs.map(([before, after]) => {
    const policy = { PolicyDocument: {} };
    const whole = ({ Properties, ...others }: TestResource) => ({
      Resources: {
        It: {
          ...others,
          Properties: others.Type.endsWith('Policy') ? Object.assign({}, policy, Properties) : Properties,
        },
      },
    });
    return fullDiff(whole(before), whole(after)).resources.changes.It?.changeImpact;
  });
  expect([...new Set(own)].sort()).toEqual(['may-replace', 'none', 'replace', 'update']);
  expect(own.map((impact) => impact?.toUpperCase().replace('-', '_'))).toEqual(
    theirs.map((impact) => impact?.replace('WILL_', '').replace('NO_CHANGE', 'NONE')),
  );
});
