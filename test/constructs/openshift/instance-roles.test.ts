import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { BootstrapBucket } from '../../../constructs/openshift/bootstrap-bucket';
import { instanceActions, InstanceRoles } from '../../../constructs/openshift/instance-roles';
import { propertiesOf, templateOf } from '../../support/stacks';
import { roleOf } from '../identity/policy-evaluation';

const bootstrapFile = 'arn:aws:s3:::test-bootstrap/bootstrap.ign';
const template = templateOf((stack) => {
  const { objectArn } = new BootstrapBucket(stack, 'Bucket', { bucketName: 'test-bootstrap' });
  new InstanceRoles(stack, 'Machines', { roleName: (kind) => `test-${kind}`, bootstrapObjectArn: objectArn });
});

const cases = Object.entries(instanceActions).flatMap(([kind, actions]) =>
  actions.map((action) => [kind, action.replace('*', 'Anything')] as const),
);

test.each(cases)('%s may %s', (kind, action) => {
  const resource = action.startsWith('s3:') ? bootstrapFile : 'arn:aws:anything';
  expect(roleOf(template, `test-${kind}`).allows({ action, resource })).toBe(true);
});

test('the bootstrap machine reads its own file and no other object', () => {
  const role = roleOf(template, 'test-bootstrap');
  for (const resource of ['arn:aws:s3:::test-bootstrap/other', 'arn:aws:s3:::backups/a']) {
    expect(role.allows({ action: 's3:GetObject', resource })).toBe(false);
  }
});

test('a worker, and whatever pod gets at its role, changes nothing', () => {
  const worker = roleOf(template, 'test-worker');
  for (const action of ['ec2:CreateTags', 'ec2:AttachVolume', 's3:GetObject', 'elasticloadbalancing:CreateListener']) {
    expect(worker.allows({ action, resource: bootstrapFile })).toBe(false);
  }
});

test.each(Object.keys(instanceActions))('%s has an instance profile of the same name, for EC2 only', (kind) => {
  template.hasResourceProperties('AWS::IAM::InstanceProfile', {
    InstanceProfileName: `test-${kind}`,
    Roles: [{ Ref: Match.stringLikeRegexp('^Machines') }],
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: `test-${kind}`,
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
    },
  });
});

test('the bucket of the bootstrap file is private and encrypted, and forgets within a day', () => {
  expect(Object.values(propertiesOf(template, 'AWS::S3::Bucket'))).toEqual([
    {
      BucketName: 'test-bootstrap',
      BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'Lifecycle',
            Status: 'Enabled',
            ExpirationInDays: 1,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      Tags: [expect.anything()],
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  ]);
  template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  const policy = JSON.stringify(propertiesOf(template, 'AWS::S3::BucketPolicy'));
  expect(policy).toContain('"aws:SecureTransport":"false"');
  expect(policy).toContain('"s3:TlsVersion":"1.2"');
});

/** What was read upstream; it is not part of the project, so a plain clone has only the table. */
const reference = resolve(__dirname, '../../../../shared/reference/openshift-iam-instance-roles.json');
const present = existsSync(reference);

if (present) {
  const statementSchema = z.strictObject({
    effect: z.literal('Allow'),
    actions: z.array(z.string()),
    resource: z.literal('*'),
  });
  const { roles } = z
    .object({ roles: z.array(z.object({ role: z.string(), statements: z.array(statementSchema) })) })
    .parse(JSON.parse(readFileSync(reference, 'utf8')));
  const upstream = Object.fromEntries(
    roles.map(({ role, statements }) => [role, statements.flatMap(({ actions }) => actions).sort()]),
  );

  test.each([
    ['control-plane', 'master'],
    ['worker', 'worker'],
    ['bootstrap', 'bootstrap'],
  ] as const)('the actions of %s are upstream’s of %s', (kind, role) => {
    expect([...instanceActions[kind]].sort()).toEqual(upstream[role]);
  });

  test('upstream knows no further kind of machine', () => {
    expect(Object.keys(upstream).sort()).toEqual(['bootstrap', 'master', 'worker']);
  });
} else {
  test('NOT RUN: upstream’s instance roles are not beside this project', () => {
    console.warn(`the actions of the machines were not compared with upstream's: ${reference} does not exist`);
    expect(present).toBe(false);
  });
}
