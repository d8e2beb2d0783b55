import { exampleManifest, exampleResources, exampleTokenRole } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** Rights that are gone while whoever had them stays. */

const tags = (tenant?: string) => (tenant === undefined ? [] : [{ Key: 'commons-platform/tenant', Value: tenant }]);
const role = (Statement: readonly object[], more: object = {}, tenant?: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'test-velero',
    Policies: [{ PolicyName: 'it', PolicyDocument: { Version: '2012-10-17', Statement } }],
    Tags: tags(tenant),
    ...more,
  },
});
const may = (Action: string | readonly string[], Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'test-copies' } };
const copies = 'arn:aws:s3:::test-copies/*';
type Resources = Parameters<typeof exampleResources>[0];
const lines = (before: Resources, after: Resources) =>
  findingLines({ before: exampleResources(before), after: exampleResources(after) });

describe('a role', () => {
  const both = role([may(['s3:GetObject', 's3:PutObject'], copies)]);
  const lost = (after: object, before: object = both) =>
    lines({ Copies: bucket, Role: before }, { Copies: bucket, Role: after });

  test('of the platform without a right', () => {
    expect(lost(role([may('s3:GetObject', copies)]))).toEqual([
      'interrupts: role test-velero may no longer s3:PutObject on bucket test-copies',
    ]);
  });

  test('of a tenant', () => {
    expect(
      lost(
        role([may('s3:GetObject', copies)], {}, 'pad'),
        role([may(['s3:GetObject', 's3:PutObject'], copies)], {}, 'pad'),
      ),
    ).toEqual(['watch: role test-velero may no longer s3:PutObject on bucket test-copies']);
  });

  test('with the same rights, written in another way or by another policy', () => {
    expect(lost(role([may('s3:GetObject', copies), may('s3:PutObject', copies)]))).toEqual([]);
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: ['test-velero'], PolicyDocument: { Statement: [may('s3:PutObject', copies)] } },
    };
    expect(
      lines(
        { Copies: bucket, Role: both },
        { Copies: bucket, Role: role([may('s3:GetObject', copies)]), Policy: policy },
      ),
    ).toEqual([]);
  });

  test('with less of the same, which is how rights are narrowed', () => {
    expect(lost(role([may('s3:*', copies)]), role([may('s3:*')]))).toEqual([
      'watch: role test-velero may no longer s3:* on everything',
    ]);
  });

  test('that is newly refused what it may, or newly held by a boundary', () => {
    const refusal = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
    expect(lost(role([may(['s3:GetObject', 's3:PutObject'], copies), refusal]))).toEqual([
      'interrupts: role test-velero may no longer s3:PutObject on bucket test-copies',
    ]);
    const boundary = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'test-limit', PolicyDocument: { Statement: [may('s3:GetObject')] } },
    };
    const held = role([may(['s3:GetObject', 's3:PutObject'], copies)], { PermissionsBoundary: { Ref: 'Limit' } });
    expect(
      lines({ Copies: bucket, Limit: boundary, Role: both }, { Copies: bucket, Limit: boundary, Role: held }),
    ).toEqual(['interrupts: role test-velero may no longer s3:PutObject on bucket test-copies']);
  });

  test('whose bucket goes with the right', () => {
    const found = lines({ Copies: bucket, Role: both }, { Role: role([]) });
    expect(found.filter((line) => line.includes('no longer s3'))).toEqual([]);
  });

  test('that AWS’s own policy is taken from', () => {
    const given = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'] };
    expect(lost(role([]), role([], given))).toEqual([
      'interrupts: role test-velero may no longer do what service-role/AmazonEBSCSIDriverPolicy says',
    ]);
  });

  test('that nobody can take any more', () => {
    const taken = (sub: string | readonly string[]) =>
      exampleTokenRole('velero', 'issuer.example', { aud: 'sts.amazonaws.com', sub });
    const pods = (namespace: string) => `system:serviceaccount:${namespace}:velero`;
    expect(lines({ Role: taken([pods('openshift-adp'), pods('pad')]) }, { Role: taken([pods('pad')]) })).toEqual([
      'interrupts: role test-velero can no longer be assumed by pods of namespace openshift-adp with the service account velero',
    ]);
    expect(
      lines({ Role: taken([pods('openshift-adp'), pods('pad')]) }, { Role: taken([pods('openshift-adp')]) }),
    ).toEqual([
      'watch: role test-velero can no longer be assumed by pods of namespace pad with the service account velero',
    ]);
  });
});

describe('what says who may use it', () => {
  const service = (name: string, Action: string) =>
    may(Action, '*', { Principal: { Service: `${name}.amazonaws.com` } });
  const root = may('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } });
  const key = (...Statement: readonly object[]) => ({
    Type: 'AWS::KMS::Key',
    Properties: { KeyPolicy: { Statement } },
  });

  test('a key that CloudWatch cannot use for alarms', () => {
    const [before, after] = [key(root, service('cloudwatch', 'kms:Decrypt')), key(root)];
    expect(lines({ Key: before }, { Key: after })).toEqual([
      'interrupts: encryption key Key of test-example lets cloudwatch.amazonaws.com no longer kms:Decrypt',
    ]);
  });

  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'test-queue' } };
  const policy = {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Statement: [service('events', 'sqs:SendMessage')] } },
  };

  test('a policy that is gone, or has another logical id', () => {
    expect(lines({ Queue: queue, Policy: policy }, { Queue: queue })).toContain(
      'interrupts: queue Queue of test-example lets events.amazonaws.com no longer sqs:SendMessage',
    );
    expect(lines({ Queue: queue, Policy: policy }, { Queue: queue, Other: policy })).toEqual([]);
  });

  test('a bucket that newly refuses what others have rights to by their own policies', () => {
    const refusing = (Action: string) => ({
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Copies' },
        PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action, Resource: copies }] },
      },
    });
    const refused = (Action: string) =>
      lines(
        { Copies: bucket, Policy: refusing('s3:PutObjectAcl') },
        { Copies: bucket, Policy: refusing(Action) },
      ).filter((line) => line.includes('newly'));
    expect(refused('s3:PutObject')).toEqual([
      'interrupts: bucket test-copies newly refuses s3:PutObject on bucket test-copies',
    ]);
    expect(refused('s3:DeleteObject')).toEqual([
      'watch: bucket test-copies newly refuses s3:DeleteObject on bucket test-copies',
    ]);
  });
});

describe('in the cluster', () => {
  const rbac = 'rbac.authorization.k8s.io';
  const namespace = (name: string, owner: string) =>
    exampleManifest(`namespaces/${name}`, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'commons-platform/owner': owner } },
    });
  const granting = (resources: readonly string[], subject: object) => ({
    ...exampleManifest('it/role', {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'it' },
      rules: [{ apiGroups: [''], resources, verbs: ['get'] }],
    }),
    ...exampleManifest('it/binding', {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'it' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'it' },
      subjects: [subject],
    }),
  });
  const pods = (place: string) => ({ kind: 'ServiceAccount', name: 'it', namespace: place });
  const there = { ...namespace('etcd-backup', 'platform'), ...namespace('pad', 'pad') };
  const lost = (subject: object, after: Readonly<Record<string, string>> = granting(['nodes'], subject)) =>
    findingLines({ before: { ...there, ...granting(['nodes', 'pods'], subject) }, after: { ...there, ...after } });

  test('pods of the platform, of a tenant, and people', () => {
    expect(lost(pods('etcd-backup'))).toEqual([
      'interrupts: pods with the service account etcd-backup/it may no longer get pods in every namespace',
    ]);
    expect(lost(pods('pad'))).toEqual([
      'watch: pods with the service account pad/it may no longer get pods in every namespace',
    ]);
    expect(lost({ kind: 'User', name: 'ines' })).toEqual([
      'watch: user ines may no longer get pods in every namespace',
    ]);
  });

  test('a binding that is gone', () => {
    expect(lost(pods('etcd-backup'), {})).toEqual([
      'interrupts: pods with the service account etcd-backup/it may no longer get nodes, pods in every namespace',
    ]);
  });

  test('with what ran by it', () => {
    const account = exampleManifest('etcd-backup/account', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'it', namespace: 'etcd-backup' },
    });
    const before = { ...there, ...account, ...granting(['nodes'], pods('etcd-backup')) };
    expect(findingLines({ before, after: there })).toEqual(['watch: ServiceAccount etcd-backup/it is removed']);
  });
});
