import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { loadFixture } from '../../support/fixture-home';
import type { Environment } from '../../../model/environment';
import { cloudApp } from '../../../lib/cloud-app';
import { platformBuckets, storageProps } from '../../../lib/platform/storage';
import { StorageStack } from '../../../lib/stacks/storage-stack';
import { propertiesOf } from '../../support/stacks';

const { environment } = loadFixture('production');
const { account, region, zones } = environment;

const stackOf = (of: Environment) =>
  new StorageStack(cloudApp({ context: cdkContext() }), 'Storage', {
    stackName: 'production-storage',
    environment: 'production',
    account,
    region,
    zones,
    ...storageProps(of),
    vpcId: 'vpc-1',
    privateSubnetIds: new Map([
      ['us-east-1a', 'subnet-a'],
      ['us-east-1b', 'subnet-b'],
    ]),
  });
const stack = stackOf(environment);
const template = Template.fromStack(stack);

const statementSchema = z.looseObject({ Sid: z.string(), Effect: z.string(), Condition: z.unknown().optional() });
const keySchema = z.looseObject({
  Description: z.string(),
  EnableKeyRotation: z.literal(true),
  KeyPolicy: z.object({ Statement: z.array(statementSchema), Version: z.string() }),
});
const keys = Object.values(propertiesOf(template, 'AWS::KMS::Key')).map((key) => keySchema.parse(key));

test('every key rotates, has its name, and is used through services only', () => {
  expect(Object.values(propertiesOf(template, 'AWS::KMS::Alias'))).toMatchObject(
    ['volumes', 'data', 'backup', 'etcd-keys'].map((purpose) => ({ AliasName: `alias/production-${purpose}` })),
  );
  const free = keys.flatMap(({ KeyPolicy }) =>
    KeyPolicy.Statement.filter(
      (statement) =>
        statement.Effect === 'Allow' &&
        /kms:(\*|Decrypt|Encrypt|CreateGrant|Create\*|ReEncrypt|GenerateDataKey)/.test(JSON.stringify(statement)) &&
        statement.Condition === undefined,
    ),
  );
  expect(keys).toHaveLength(4);
  expect(free).toEqual([]);
});

test('no role of the environment opens the keys of etcd, and only those', () => {
  const denying = keys.filter(({ KeyPolicy }) => KeyPolicy.Statement.some(({ Effect }) => Effect === 'Deny'));
  expect(denying.map(({ Description }) => Description)).toEqual(['production: copies of the keys of etcd']);
  expect(JSON.stringify(denying)).toContain('"aws:PrincipalArn":"arn:aws:iam::111122223333:role/production-*"');
  const [etcdKey] = Object.keys(propertiesOf(template, 'AWS::KMS::Key')).slice(-1);
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'production-etcd-keys-111122223333-us-east-1',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { KMSMasterKeyID: { 'Fn::GetAtt': [etcdKey, 'Arn'] } } },
      ],
    },
  });
});

test('the file system is encrypted, retained, backed up by its tag and reached in each zone', () => {
  template.hasResource('AWS::EFS::FileSystem', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      Encrypted: true,
      PerformanceMode: 'generalPurpose',
      ThroughputMode: 'elastic',
      BackupPolicy: { Status: 'DISABLED' },
      FileSystemTags: [
        { Key: 'commons-platform/backup', Value: 'daily' },
        { Key: 'Name', Value: 'production-files' },
      ],
    },
  });
  const targets = Object.values(propertiesOf(template, 'AWS::EFS::MountTarget'));
  expect(targets).toMatchObject([{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }]);
});

test('it is mounted by access point and TLS, never as root, and by nodes alone', () => {
  template.hasResourceProperties('AWS::EFS::FileSystem', {
    FileSystemPolicy: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
          Condition: {
            Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
            StringLike: {
              'elasticfilesystem:AccessPointArn': 'arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/*',
            },
          },
        },
        {
          Effect: 'Deny',
          Action: 'elasticfilesystem:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  // Private subnets of zones a, b and c in a /16; hosts and public ones are not among them.
  const cidrs = ['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20'];
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: cidrs.map((CidrIp) => ({ CidrIp, IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049 })),
  });
});

test('every bucket is logged but the log itself, and waits for it', () => {
  const buckets = Object.values(template.findResources('AWS::S3::Bucket')).map((bucket) =>
    z
      .object({
        DependsOn: z.array(z.string()).default([]),
        Properties: z.looseObject({ BucketName: z.string(), LoggingConfiguration: z.unknown().optional() }),
      })
      .parse(bucket),
  );
  const [log] = Object.keys(propertiesOf(template, 'AWS::S3::BucketPolicy')).filter((id) =>
    id.startsWith('AccessLogs'),
  );
  const unlogged = buckets.filter(({ Properties }) => Properties.LoggingConfiguration === undefined);
  expect(unlogged.map(({ Properties }) => Properties.BucketName)).toEqual([
    'production-access-logs-111122223333-us-east-1',
  ]);
  expect(buckets.filter(({ DependsOn }) => DependsOn.includes(log ?? ''))).toHaveLength(buckets.length - 1);
});

describe('the buckets of the platform', () => {
  const named = (of: Environment = environment) =>
    Object.fromEntries(platformBuckets(of).map((bucket) => [bucket.name, bucket]));

  test('of backups can be watched for new objects', () => {
    const watched = platformBuckets(environment).filter(({ requestMetrics }) => requestMetrics === 'all');
    expect(watched.map(({ name }) => name)).toEqual(['database-backups', 'cluster-backups', 'etcd-backups']);
  });

  test('lock backups as long as daily ones are kept, for good only where the environment says so', () => {
    const lock = { irreversibleAfterDays: 7, because: 'The tests want it' };
    const irreversible = named({ ...environment, backup: { ...environment.backup, lock } });
    for (const name of ['cluster-backups', 'etcd-backups', 'etcd-keys']) {
      expect(named()[name]?.lock).toEqual({ mode: 'governance', days: 35 });
      expect(irreversible[name]?.lock).toEqual({ mode: 'compliance', days: 35 });
    }
  });

  test('have an archive of audit records, locked until they expire, unless there shall be none', () => {
    const of = (auditArchive: Environment['logs']['auditArchive']) =>
      named({ ...environment, logs: { ...environment.logs, auditArchive } })['audit-archive'];
    expect(of({ keepDays: 30 })).toMatchObject({ versions: { expireDays: 30 }, lock: { days: 30 } });
    expect(of({ keepDays: 400 })).toMatchObject({ versions: { expireDays: 400, seldomReadAfterDays: 30 } });
    expect(of({ none: 'The tests have nothing to hide' })).toBeUndefined();
  });
});

test('the stack cannot be deleted, and tells what the cluster needs', () => {
  expect(stack.terminationProtection).toBe(true);
  expect(Object.keys(template.findOutputs('*'))).toEqual(['FileSystemId', 'VolumeKeyArn']);
});
