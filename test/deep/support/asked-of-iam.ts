import { z } from 'zod';
import { environmentTag } from '../../../model/platform-tags';
import type { Call } from '../../constructs/identity/policy-evaluation';
import type { RecordedCall } from './emulator';

type Parameters = RecordedCall['parameters'];

/** How IAM calls services that boto3 calls otherwise. */
const services: Readonly<Record<string, string>> = { efs: 'elasticfilesystem', elbv2: 'elasticloadbalancing' };

/** Actions that are not called as the operation is. Source: the service authorization reference. */
const actions: Readonly<Record<string, string>> = {
  'budgets:CreateBudget': 'budgets:ModifyBudget',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:PutObjectLockConfiguration': 's3:PutBucketObjectLockConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

/** Services whose ARNs have no region. */
const withoutRegion = ['budgets', 'cloudfront', 'iam'];

/** The parameter of a service's calls that names their resource, and what stands before it in the ARN. */
const resources: Readonly<Record<string, readonly (readonly [parameter: string, before: string])[]>> = {
  'application-autoscaling': [['ResourceId', 'scalable-target/']],
  autoscaling: [['AutoScalingGroupName', 'autoScalingGroup:id:autoScalingGroupName/']],
  backup: [['BackupVaultName', 'backup-vault:']],
  cloudfront: [['Name', 'function/']],
  cloudwatch: [['AlarmName', 'alarm:']],
  ecs: [
    ['serviceName', 'service/'],
    ['clusterName', 'cluster/'],
  ],
  elasticache: [
    ['ReplicationGroupId', 'replicationgroup:'],
    ['CacheSubnetGroupName', 'subnetgroup:'],
    ['UserId', 'user:'],
  ],
  elasticfilesystem: [['FileSystemId', 'file-system/']],
  elasticloadbalancing: [
    ['LoadBalancerArn', ''],
    ['ListenerArn', ''],
    ['TargetGroupArn', ''],
    ['Name', '*/net/'],
  ],
  iam: [['RoleName', 'role/']],
  kms: [
    ['AliasName', ''],
    ['KeyId', 'key/'],
  ],
  rds: [
    ['DBInstanceIdentifier', 'db:'],
    ['DBParameterGroupName', 'pg:'],
    ['DBSubnetGroupName', 'subgrp:'],
  ],
  secretsmanager: [
    ['SecretId', ''],
    ['Name', 'secret:'],
  ],
  sns: [['TopicArn', '']],
  wafv2: [
    ['WebACLArn', ''],
    ['Name', 'regional/webacl/'],
  ],
};

const text = z.string();

/** What AWS numbers while it makes it. */
const numbered: Readonly<Record<string, string>> = {
  CreateBackupPlan: 'backup-plan:new',
  CreateDistribution: 'distribution/new',
};

/** Calls that name their resource further inside, or not as an ARN. */
const inside: Readonly<Record<string, (parameters: Parameters) => string>> = {
  CreateBudget: ({ Budget }) => `budget/${z.looseObject({ BudgetName: text }).parse(Budget).BudgetName}`,
  CreateOpenIDConnectProvider: ({ Url }) => `oidc-provider/${text.parse(Url).replace('https://', '')}`,
  PutLoggingConfiguration: ({ LoggingConfiguration }) =>
    z.looseObject({ ResourceArn: z.string() }).parse(LoggingConfiguration).ResourceArn,
};

/** What IAM is asked for each of the calls, in their order. */
export function askedOfIam(calls: readonly RecordedCall[], account: string): readonly Call[] {
  const boundaries = new Map<string, string>();
  return calls.map(({ service: named, operation, region, parameters }) => {
    const service = services[named] ?? named;
    const role = text.safeParse(parameters.RoleName).data ?? '';
    const { PermissionsBoundary: boundary } = parameters;
    if (operation === 'CreateRole' && typeof boundary === 'string') boundaries.set(role, boundary);
    const ofRole = service === 'iam' ? boundaries.get(role) : undefined;
    return {
      action: actions[`${service}:${operation}`] ?? `${service}:${operation}`,
      resource: resourceOf(service, operation, region, account, parameters),
      context: {
        'aws:RequestedRegion': withoutRegion.includes(service) ? 'us-east-1' : region,
        ...(ofRole === undefined ? {} : { 'iam:PermissionsBoundary': ofRole }),
        ...tagOf(parameters),
      },
    };
  });
}

function resourceOf(
  service: string,
  operation: string,
  region: string,
  account: string,
  parameters: Parameters,
): string | undefined {
  if (service === 's3') return `arn:aws:s3:::${text.parse(parameters.Bucket)}`;
  const name = numbered[operation] ?? inside[operation]?.(parameters) ?? namedBy(service, parameters);
  if (name === undefined || name.startsWith('arn:')) return name;
  return `arn:aws:${service}:${withoutRegion.includes(service) ? '' : region}:${account}:${name}`;
}

/** What an ARN ends with, or a whole one; none where a call names nothing. */
function namedBy(service: string, parameters: Parameters): string | undefined {
  const found = resources[service]?.find(([parameter]) => typeof parameters[parameter] === 'string');
  if (found === undefined) return undefined;
  const name = text.parse(parameters[found[0]]);
  return name.startsWith('arn:') ? name : `${found[1]}${name}`;
}

/** The tag of the environment, if the call gives it. */
function tagOf({ Tags }: Parameters): Readonly<Record<string, string>> {
  const tags = Array.isArray(Tags) ? Tags : [];
  const value = tags.flatMap((tag) =>
    typeof tag === 'object' && tag !== null && !Array.isArray(tag) && tag.Key === environmentTag ? [tag.Value] : [],
  )[0];
  return typeof value === 'string' ? { [`aws:RequestTag/${environmentTag}`]: value } : {};
}
