import { handlerActions, knownTypes } from '../../lib/deployment-rights/handler-actions';
import { isExcludedAction, excludedActions } from '../../lib/deployment-rights/excluded-actions';
import { executionPolicies } from '../../lib/deployment-rights/execution-policies';
import { policiesAllow, type Call } from '../constructs/identity/policy-evaluation';
import { rightsOf } from '../support/deployment-rights';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';

const { execution, policy, rendered } = rightsOf(load(fullEnvironment));
const account = '111122223333';
const here = { 'aws:RequestedRegion': 'us-east-1' };
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const of = (service: string, resource: string) => `arn:aws:${service}:us-east-1:${account}:${resource}`;
const boundary = iam('policy/testing-boundary-workloads');
const tag = 'commons-platform/environment';

/** Whether CloudFormation may do it for whoever deploys. */
const deploys = ({ context, ...call }: Call) => policiesAllow(execution, { ...call, context: { ...here, ...context } });

const making = { 'iam:PermissionsBoundary': boundary };

test.each<[string, Call]>([
  ['a role under the boundary', { action: 'iam:CreateRole', resource: iam('role/testing-x'), context: making }],
  ['what it may do', { action: 'iam:PutRolePolicy', resource: iam('role/testing-x'), context: making }],
  ['a bucket', { action: 's3:CreateBucket', resource: `arn:aws:s3:::testing-logs-${account}-us-east-1` }],
  ['a VPC with the tag', { action: 'ec2:CreateVpc', context: { [`aws:RequestTag/${tag}`]: 'testing' } }],
  ['its removal', { action: 'ec2:DeleteVpc', context: { [`aws:ResourceTag/${tag}`]: 'testing' } }],
  ['a secret', { action: 'secretsmanager:CreateSecret', resource: of('secretsmanager', 'secret:testing/site/web') }],
  [
    'the value of one',
    { action: 'secretsmanager:GetSecretValue', resource: of('secretsmanager', 'secret:testing/a-x') },
  ],
  [
    'a role for a function',
    {
      action: 'iam:PassRole',
      resource: iam('role/testing-x'),
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
  ],
  [
    'a value out of another stack',
    { action: 'cloudformation:DescribeStacks', resource: of('cloudformation', 'stack/testing-network/1') },
  ],
  [
    'code of a function',
    { action: 's3:GetObject', resource: `arn:aws:s3:::cdk-hnb659fds-assets-${account}-us-east-1/a.zip` },
  ],
])('a deploy makes %s', (_, call) => {
  expect(deploys(call)).toBe(true);
});

test.each<[string, Call]>([
  ['a user', { action: 'iam:CreateUser', resource: iam('user/testing-x') }],
  ['an access key', { action: 'iam:CreateAccessKey', resource: iam('user/testing-x') }],
  ['a role without boundary', { action: 'iam:CreateRole', resource: iam('role/testing-x') }],
  [
    'a role under a boundary of its own',
    {
      action: 'iam:CreateRole',
      resource: iam('role/testing-x'),
      context: { 'iam:PermissionsBoundary': iam('policy/testing-mine') },
    },
  ],
  [
    'a role under the boundary of pipelines, which take the roles of the bootstrap',
    {
      action: 'iam:CreateRole',
      resource: iam('role/testing-x'),
      context: { 'iam:PermissionsBoundary': iam('policy/testing-pipelines') },
    },
  ],
  ['rights for a role without boundary', { action: 'iam:PutRolePolicy', resource: iam('role/testing-x') }],
  [
    'AdministratorAccess for a role',
    {
      action: 'iam:AttachRolePolicy',
      resource: iam('role/testing-x'),
      context: { ...making, 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' },
    },
  ],
  [
    'a role without its boundary any more',
    { action: 'iam:DeleteRolePermissionsBoundary', resource: iam('role/testing-x'), context: making },
  ],
  ['a role of another name', { action: 'iam:CreateRole', resource: iam('role/x'), context: making }],
  ['a wider boundary', { action: 'iam:CreatePolicyVersion', resource: boundary }],
  ['a wider policy of deploys', { action: 'iam:CreatePolicyVersion', resource: iam('policy/testing-deploy-roles') }],
  [
    'another role of CloudFormation',
    {
      action: 'iam:PutRolePolicy',
      resource: iam(`role/cdk-hnb659fds-cfn-exec-role-${account}-us-east-1`),
      context: making,
    },
  ],
  ['others who may deploy', { action: 'iam:UpdateAssumeRolePolicy', resource: iam('role/testing-pipelines') }],
  [
    'others who may delete backups',
    { action: 'iam:UpdateAssumeRolePolicy', resource: iam('role/testing-backup-eraser') },
  ],
  [
    'a bootstrap’s bucket readable',
    { action: 's3:PutBucketPolicy', resource: `arn:aws:s3:::cdk-hnb659fds-assets-${account}-us-east-1` },
  ],
  [
    'an older version of the bootstrap',
    { action: 'ssm:PutParameter', resource: of('ssm', 'parameter/cdk-bootstrap/hnb659fds/version') },
  ],
  ['somebody else', { action: 'sts:AssumeRole', resource: iam('role/testing-openshift-machine-api') }],
  [
    'the end of another environment’s bucket',
    { action: 's3:DeleteBucket', resource: `arn:aws:s3:::other-logs-${account}-us-east-1` },
  ],
  [
    'the end of another environment’s VPC',
    { action: 'ec2:DeleteVpc', context: { [`aws:ResourceTag/${tag}`]: 'other' } },
  ],
  ['another environment’s machine', { action: 'ec2:RunInstances', context: { [`aws:RequestTag/${tag}`]: 'other' } }],
  ['an end of a key', { action: 'kms:ScheduleKeyDeletion', resource: of('kms', 'key/1') }],
  [
    'an end of files',
    { action: 'elasticfilesystem:DeleteFileSystem', resource: of('elasticfilesystem', 'file-system/fs-1') },
  ],
  ['an end of a database', { action: 'rds:DeleteDBInstance', resource: of('rds', 'db:testing-single-sign-on') }],
  ['an end of a backup', { action: 'backup:DeleteRecoveryPoint', resource: of('backup', 'recovery-point:1') }],
  [
    'an end of the lock',
    { action: 'backup:DeleteBackupVaultLockConfiguration', resource: of('backup', 'backup-vault:testing-backups') },
  ],
  ['an end of an object', { action: 's3:DeleteObject', resource: `arn:aws:s3:::testing-logs-${account}-us-east-1/a` }],
  [
    'the key of the cluster known',
    {
      action: 'secretsmanager:GetSecretValue',
      resource: of('secretsmanager', 'secret:testing/cluster/service-account-signing-key-a1B2c3'),
    },
  ],
  [
    'a secret of another environment known',
    { action: 'secretsmanager:GetSecretValue', resource: of('secretsmanager', 'secret:other/site/web') },
  ],
  ['the account leave its organization', { action: 'organizations:LeaveOrganization' }],
  ['another address of the account', { action: 'account:PutAlternateContact' }],
  ['an end of the trail', { action: 'cloudtrail:StopLogging' }],
  [
    'an issuer that nobody declared',
    { action: 'iam:CreateOpenIDConnectProvider', resource: iam('oidc-provider/evil.example') },
  ],
  [
    'a role for a service that has none of ours',
    {
      action: 'iam:PassRole',
      resource: iam('role/testing-x'),
      context: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    },
  ],
  ['a machine in another region', { action: 'ec2:RunInstances', context: { 'aws:RequestedRegion': 'eu-west-1' } }],
])('no deploy makes %s', (_, call) => {
  expect(deploys(call)).toBe(false);
});

describe('no role that a deploy makes, with every right it can be given,', () => {
  const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const does = ({ context, ...call }: Call) => {
    const asked = { ...call, context: { ...here, ...context } };
    return policiesAllow([everything], asked) && policiesAllow([policy('boundary-workloads')], asked);
  };

  test.each<[string, Call]>([
    ['makes a role', { action: 'iam:CreateRole', resource: iam('role/testing-x'), context: making }],
    ['changes one', { action: 'iam:UpdateAssumeRolePolicy', resource: iam('role/testing-x') }],
    ['makes a user', { action: 'iam:CreateUser', resource: iam('user/x') }],
    [
      'takes CloudFormation’s role',
      { action: 'sts:AssumeRole', resource: iam(`role/cdk-hnb659fds-deploy-role-${account}-us-east-1`) },
    ],
    ['takes another role', { action: 'sts:AssumeRole', resource: iam('role/admin') }],
    [
      'hands a role to a function',
      {
        action: 'iam:PassRole',
        resource: iam('role/testing-x'),
        context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
      },
    ],
    [
      'hands CloudFormation’s role on',
      { action: 'iam:PassRole', resource: iam('role/cdk-x'), context: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    ],
    ['deploys', { action: 'cloudformation:CreateStack' }],
    ['changes code of functions', { action: 's3:PutObject', resource: 'arn:aws:s3:::cdk-hnb659fds-assets' }],
    [
      'knows the key of the cluster',
      {
        action: 'secretsmanager:GetSecretValue',
        resource: of('secretsmanager', 'secret:testing/cluster/service-account-signing-key-a1B2c3'),
      },
    ],
    ['deletes a backup', { action: 'backup:DeleteRecoveryPoint', resource: of('backup', 'recovery-point:1') }],
    ['ends a key', { action: 'kms:ScheduleKeyDeletion', resource: of('kms', 'key/1') }],
    ['lets others at a bucket', { action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::testing-logs' }],
    [
      'touches another environment',
      { action: 'ec2:TerminateInstances', context: { [`aws:ResourceTag/${tag}`]: 'other' } },
    ],
    ['works in another region', { action: 'ec2:RunInstances', context: { 'aws:RequestedRegion': 'eu-west-1' } }],
  ])('%s', (_, call) => {
    expect(does(call)).toBe(false);
  });

  test('but it reads an object, so that the boundary is not all there is to it', () => {
    expect(does({ action: 's3:GetObject', resource: 'arn:aws:s3:::testing-logs/a' })).toBe(true);
  });
});

test('who deploys is made by an engineer, and by no deploy', () => {
  const names = rendered.resources.flatMap(({ stack, resource }) =>
    resource.Type === 'AWS::IAM::Role' && stack === 'testing-deployment-rights' ? [resource.Properties.RoleName] : [],
  );
  expect(names).toEqual(['testing-pipelines', 'testing-backup-eraser']);
});

describe('the table of actions', () => {
  test('has nothing of a type that it does not know, and calls the function of one of ours', () => {
    expect(handlerActions('AWS::Made::Up')).toBeUndefined();
    expect(handlerActions('Custom::DsRecord')).toEqual(['lambda:InvokeFunction']);
  });

  test('has names of actions only, and each type something that is not left out', () => {
    for (const type of knownTypes) {
      const actions = handlerActions(type) ?? [];
      expect(actions.filter((action) => !/^[a-z0-9-]+:[A-Za-z.*0-9]+$/.test(action))).toEqual([]);
      if (type !== 'AWS::IAM::ManagedPolicy') expect(actions.some((action) => !isExcludedAction(action))).toBe(true);
    }
  });

  test.each(excludedActions.map(({ actions, because }) => ({ actions, because })))(
    'leaves out what a handler asks for: $because',
    ({ actions }) => {
      const asked = knownTypes.flatMap((type) => handlerActions(type) ?? []);
      expect(asked.some((action) => actions.test(action))).toBe(true);
    },
  );

  test('stops at a type that nobody has written down, and says what to do', () => {
    const place = {
      environment: 'x',
      account,
      prefixes: [],
      buckets: [],
      assetBuckets: [],
      issuers: [],
      boundaries: [],
      passedTo: [],
    };
    expect(() => executionPolicies(['AWS::Made::Up'], place)).toThrow(
      /AWS::Made::Up: copy handlers\.\*\.permissions of `aws/,
    );
  });
});
