import { templateSchema, type RenderedResource } from '../../../lib/rendered';
import { deployPoliciesRule } from '../../../lib/verify/deploy-policies';
import { rightsOf } from '../../support/deployment-rights';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const { rendered } = rightsOf(load(fullEnvironment));

const resource = (stack: string, logicalId: string, made: unknown): RenderedResource => {
  const [each] = Object.values(templateSchema.parse({ Resources: { [logicalId]: made } }).Resources);
  if (each === undefined) throw new Error('no resource');
  return { stack, logicalId, resource: each };
};

const findings = (...more: readonly RenderedResource[]) =>
  deployPoliciesRule.findings({ ...rendered, resources: [...rendered.resources, ...more] });

const network = (made: unknown) => findings(resource('testing-network', 'New', made)).map(({ reason }) => reason);

test('an environment may be deployed by its own rights', () => {
  expect(findings()).toEqual([]);
});

test('a type of which nobody has written down what CloudFormation does', () => {
  const [finding] = findings(resource('testing-network', 'Queue', { Type: 'AWS::SQS::Queue' }));
  expect(finding).toMatchObject({
    place: 'testing-network AWS::SQS::Queue Queue',
    reason: 'lib/deployment-rights does not list the actions that CloudFormation needs for AWS::SQS::Queue',
    remedy: expect.stringMatching(/^copy handlers\.\*\.permissions of `aws cloudformation describe-type/) as unknown,
  });
});

test('a type that the rendered policies do not allow yet', () => {
  expect(network({ Type: 'AWS::RDS::DBSubnetGroup' })).toEqual([
    expect.stringMatching(/^the policies of deploys do not allow AWS::RDS::DBSubnetGroup: rds:AddTagsToResource, /),
  ]);
});

test.each<[string, unknown, string]>([
  [
    'role',
    { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x' } },
    'iam:CreateRole on arn:aws:iam::111122223333:role/x',
  ],
  [
    'bucket',
    { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'x' }, DeletionPolicy: 'Retain' },
    's3:CreateBucket on arn:aws:s3:::x',
  ],
  [
    'secret',
    { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'testing-x' } },
    'secretsmanager:CreateSecret on arn:aws:secretsmanager:region:111122223333:secret:testing-x',
  ],
  [
    'alias',
    { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/x' } },
    'kms:CreateAlias on arn:aws:kms:region:111122223333:alias/x',
  ],
])('a %s under a name that is not the environment’s', (_, made, call) => {
  expect(network(made)).toEqual([`no policy of deploys allows ${call}`]);
});

test.each(['AWS::KMS::Key', 'AWS::EFS::FileSystem', 'AWS::Route53::HostedZone'])(
  'a %s that goes with its stack, and could not',
  (type) => {
    expect(network({ Type: type })).toContain(`is deleted with its stack, and no deploy may delete a ${type}`);
    expect(network({ Type: type, DeletionPolicy: 'RetainExceptOnCreate' })).not.toContain(
      `is deleted with its stack, and no deploy may delete a ${type}`,
    );
  },
);

const policy = (name: string, actions: readonly string[]) =>
  resource('testing-deployment-rights', name, {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: `testing-deploy-${name}`,
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    },
  });

test('a policy that is too long, and more than a role takes', () => {
  const long = policy(
    'long',
    Array.from({ length: 300 }, (_, index) => `ec2:DescribeSomething${index}`),
  );
  expect(findings(long).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^testing-deploy-long has \d+ characters, and IAM takes 6144$/),
  ]);
  const many = Array.from({ length: 5 }, (_, index) => policy(`more-${index}`, ['ec2:DescribeVpcs']));
  expect(findings(...many).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^has 1[12] policies for one role, which takes 10$/),
  ]);
});
