import { ComponentRoles } from '../../../constructs/openshift/component-roles';
import { credentialsRequestsFor } from '../../../constructs/openshift/credentials-requests';
import { propertiesOf, templateOf } from '../../support/stacks';
import { roleOf } from '../identity/policy-evaluation';

const host = 'd111111abcdef8.cloudfront.net';
const workerRoleArn = 'arn:aws:iam::111122223333:role/test-worker';
const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;

const templateFor = (release: '4.17' | '4.20', clusterName = 'commons') =>
  templateOf(
    (stack) =>
      new ComponentRoles(stack, 'Components', {
        release,
        clusterName,
        issuer: `https://${host}`,
        roleName: (component) => `test-openshift-${component}`,
        workerRoleArn,
        hostedZoneIds: ['Z1', 'Z2'],
      }),
  );
const template = templateFor('4.20');
const requests = credentialsRequestsFor('4.20').filter(({ optional }) => !optional);
const roleFor = (component: string, clusterName?: string) =>
  roleOf(clusterName === undefined ? template : templateFor('4.20', clusterName), `test-openshift-${component}`);

test('there is a role for each request that every cluster has', () => {
  expect(Object.values(propertiesOf(template, 'AWS::IAM::Role'))).toHaveLength(requests.length);
});

test.each(requests)('$component is trusted by its own accounts with OpenShift’s tokens', (request) => {
  const { component, secret, serviceAccounts } = request;
  const trusts = (account: string, audience = 'openshift') =>
    roleFor(component).trusts({
      [`${host}:aud`]: audience,
      [`${host}:sub`]: `system:serviceaccount:${secret.namespace}:${account}`,
    });
  expect(serviceAccounts.map((account) => trusts(account))).toEqual(serviceAccounts.map(() => true));
  expect(trusts('default')).toBe(false);
  expect(serviceAccounts.map((account) => trusts(account, 'sts.amazonaws.com'))).toEqual(
    serviceAccounts.map(() => false),
  );
});

/** Granted on less than upstream asks for, or not at all: see below. */
const narrowed = /^(sts:AssumeRole|iam:PassRole|iam:CreateServiceLinkedRole|route53:ChangeResourceRecordSets|s3:.*)$/;

const wanted = requests.flatMap(({ component, statements }) =>
  statements.flatMap(({ actions, conditions = {} }) =>
    actions
      .filter((action) => !narrowed.test(action))
      .map((action) => ({ component, action: action.replace('*', 'Anything'), conditional: 'Bool' in conditions })),
  ),
);

test.each(wanted)('$component may $action on everything, as it asks', ({ component, action, conditional }) => {
  const call = { action, resource: 'arn:aws:anything' };
  const role = roleFor(component);
  expect(role.allows({ ...call, context: { 'kms:GrantIsForAWSResource': 'true' } })).toBe(true);
  expect(role.allows(call)).toBe(!conditional);
});

test('no component may do what it does not ask for', () => {
  for (const action of ['ec2:DeleteVpc', 'iam:CreateUser', 's3:PutBucketPolicy', 'secretsmanager:GetSecretValue']) {
    expect(requests.filter(({ component }) => roleFor(component).allows({ action }))).toEqual([]);
  }
});

test.each([
  ['machine-api', 'iam:PassRole', workerRoleArn, true],
  ['machine-api', 'iam:PassRole', 'arn:aws:iam::111122223333:role/test-control-plane', false],
  ['machine-api', 'iam:CreateServiceLinkedRole', 'arn:aws:iam::111122223333:role/aws-service-role/spot/x', true],
  ['machine-api', 'iam:CreateServiceLinkedRole', 'arn:aws:iam::111122223333:role/x', false],
  ['ingress', 'route53:ChangeResourceRecordSets', zone('Z1'), true],
  ['ingress', 'route53:ChangeResourceRecordSets', zone('Z2'), true],
  ['ingress', 'route53:ChangeResourceRecordSets', zone('Z3'), false],
  ['ingress', 'sts:AssumeRole', 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role', false],
  ['image-registry', 's3:CreateBucket', 'arn:aws:s3:::commons-x7k2p-image-registry-us-east-1-abcdefg', true],
  ['image-registry', 's3:PutObject', 'arn:aws:s3:::commons-x7k2p-image-registry-us-east-1-abcdefg/docker/a', true],
  ['image-registry', 's3:GetObject', 'arn:aws:s3:::test-bootstrap-111122223333-us-east-1/bootstrap.ign', false],
  ['image-registry', 's3:GetObject', 'arn:aws:s3:::backups/commons-x7k2p-image-registry-us-east-1-a', false],
])('%s may %s on %s: %s', (component, action, resource, expected) => {
  expect(roleFor(component).allows({ action, resource })).toBe(expected);
});

test.each([
  ['a-cluster-of-21-letters', 'a-cluster-of-21-lette-x7k2p'],
  ['twenty-letters-plus1-x', 'twenty-letters-plus1-x7k2p'],
])('the registry of %s keeps its bucket when the installer cuts the name to %s', (clusterName, infraId) => {
  const resource = `arn:aws:s3:::${infraId}-image-registry-us-east-1-abc`;
  expect(roleFor('image-registry', clusterName).allows({ action: 's3:CreateBucket', resource })).toBe(true);
});

test('a release gets what it asks for: 4.17 has one action less', () => {
  const count = (release: '4.17' | '4.20') =>
    JSON.stringify(propertiesOf(templateFor(release), 'AWS::IAM::Role')).split('kms:ReEncrypt*').length - 1;
  expect([count('4.17'), count('4.20')]).toEqual([1, 2]);
});

describe('the driver of shared file systems', () => {
  const optional = (release: '4.17' | '4.20') =>
    templateOf(
      (stack) =>
        new ComponentRoles(stack, 'Components', {
          release,
          clusterName: 'commons',
          issuer: `https://${host}`,
          roleName: (component) => `test-openshift-${component}`,
          workerRoleArn,
          hostedZoneIds: [],
          optional: ['efs-csi-driver', 'efs-csi-driver-node'],
        }),
    );
  const role = roleOf(optional('4.20'), 'test-openshift-efs-csi-driver');
  const efs = (resource: string) => `arn:aws:elasticfilesystem:us-east-1:111122223333:${resource}`;

  test.each([
    ['elasticfilesystem:CreateAccessPoint', efs('file-system/fs-1'), true],
    ['elasticfilesystem:DescribeMountTargets', efs('file-system/fs-1'), true],
    ['elasticfilesystem:TagResource', efs('access-point/fsap-1'), true],
    ['elasticfilesystem:DeleteAccessPoint', efs('access-point/fsap-1'), true],
    ['elasticfilesystem:TagResource', efs('file-system/fs-1'), false],
    ['elasticfilesystem:DeleteFileSystem', efs('file-system/fs-1'), false],
    ['elasticfilesystem:PutFileSystemPolicy', efs('file-system/fs-1'), false],
    ['ec2:DescribeAvailabilityZones', '*', true],
  ])('may %s of %s: %s', (action, resource, expected) => {
    expect(role.allows({ action, resource })).toBe(expected);
  });

  test('has pods on nodes that only look, with a role of their own from 4.20 on', () => {
    const onNode = roleOf(optional('4.20'), 'test-openshift-efs-csi-driver-node');
    expect(onNode.allows({ action: 'elasticfilesystem:DescribeMountTargets', resource: efs('file-system/fs-1') })).toBe(
      true,
    );
    expect(onNode.allows({ action: 'elasticfilesystem:CreateAccessPoint', resource: efs('file-system/fs-1') })).toBe(
      false,
    );
    expect(() => roleOf(optional('4.17'), 'test-openshift-efs-csi-driver-node')).toThrow('no role');
  });

  test('does not ask for zones before 4.20, and has no role unless it is named', () => {
    const before = roleOf(optional('4.17'), 'test-openshift-efs-csi-driver');
    expect(before.allows({ action: 'ec2:DescribeAvailabilityZones' })).toBe(false);
    expect(() => roleFor('efs-csi-driver')).toThrow('no role test-openshift-efs-csi-driver');
  });
});
