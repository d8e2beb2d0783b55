import { canonical, pathText, type Difference } from './difference';
import { isOn } from './is-on';

/** Returns what a difference takes away, or undefined if it takes nothing away. */
type Loss = (difference: Difference) => string | undefined;

/** A field of a resource that protects something. */
interface Protection {
  /** CloudFormation types that have it. */
  readonly types: RegExp;
  /** Path of the field, from the resource on. */
  readonly field: RegExp;
  readonly loss: Loss;
}

const turnedOff =
  (what: string): Loss =>
  ({ before, after }) =>
    isOn(before) && !isOn(after) ? what : undefined;
const gone =
  (what: string): Loss =>
  ({ before, after }) =>
    before !== undefined && after === undefined ? what : undefined;
const fewer =
  (what: string): Loss =>
  ({ before, after }) => {
    const days = Number(after ?? 0);
    return days < Number(before) ? `${what} for ${days} days in place of ${String(before)}` : undefined;
  };
const noLonger =
  (value: unknown, what: string): Loss =>
  ({ before, after }) =>
    before === value && after !== value ? what : undefined;
const another =
  (what: string): Loss =>
  ({ before, after }) =>
    before !== undefined && after !== undefined ? what : undefined;

const any = /./;

/** What protects data and services in AWS. */
const protections: readonly Protection[] = [
  {
    types: any,
    field: /^(DeletionPolicy|UpdateReplacePolicy)$/,
    loss: ({ path, before, after }) =>
      String(before).startsWith('Retain') && !String(after).startsWith('Retain')
        ? `is ${path[0] === 'DeletionPolicy' ? 'deleted with its stack' : 'deleted when it is made anew'}, and was kept before`
        : undefined,
  },
  {
    types: any,
    field: /\.DeletionProtection(Enabled)?$/,
    loss: turnedOff('can be deleted by anybody who may, and was protected against that'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /VersioningConfiguration(\.Status)?$/,
    loss: ({ before, after }) =>
      canonical(before).includes('Enabled') && !canonical(after).includes('Enabled')
        ? 'keeps no earlier versions of its objects any more'
        : undefined,
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /PublicAccessBlockConfiguration\.\w+$/,
    loss: turnedOff('may be opened to the internet, which was blocked'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /PublicAccessBlockConfiguration$/,
    loss: gone('may be opened to the internet, which was blocked'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /(ObjectLockConfiguration|ObjectLockConfiguration\.Rule)$/,
    loss: gone('has objects that can be deleted at once, and were locked'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /ObjectLockConfiguration.*Mode$/,
    loss: noLonger('COMPLIANCE', 'has a lock that an administrator can lift'),
  },
  {
    types: /^AWS::(S3::Bucket|ElasticLoadBalancing.*|CloudFront::Distribution)$/,
    field: /(LoggingConfiguration|Logging)$/,
    loss: gone('writes no access log any more'),
  },
  {
    types: any,
    field: /\.(BucketEncryption|EncryptionConfiguration|SSESpecification)$/,
    loss: gone('is encrypted with the default key of AWS, and had a key of its own'),
  },
  {
    types: /^AWS::(?!Lambda)/,
    field: /\.(KmsKeyId|KMSMasterKeyID|KmsMasterKeyId|EncryptionKeyArn|KmsKey)$/,
    loss: another('is encrypted with another key: whoever may use that one reads what is written from now on'),
  },
  {
    types: any,
    field:
      /\.(Encrypted|StorageEncrypted|AtRestEncryptionEnabled|TransitEncryptionEnabled|EnableKeyRotation|AutomaticFailoverEnabled|MultiAZEnabled|EnableLogFileValidation|ActionsEnabled)$/,
    loss: (difference) => turnedOff(`has ${pathText(difference.path.slice(-1))} no longer`)(difference),
  },
  {
    types: /^AWS::Logs::LogGroup$/,
    field: /\.RetentionInDays$/,
    loss: ({ before, after }) =>
      after === undefined ? undefined : fewer('keeps its records')({ path: [], before: before ?? Infinity, after }),
  },
  { types: /^AWS::Elasti[Cc]ache::/, field: /\.SnapshotRetentionLimit$/, loss: fewer('keeps its snapshots') },
  { types: /^AWS::KMS::Key$/, field: /\.PendingWindowInDays$/, loss: fewer('waits with its deletion') },
  {
    types: /^AWS::Backup::BackupVault$/,
    field: /\.(LockConfiguration|AccessPolicy)$/,
    loss: gone('lets its copies be deleted, which was locked'),
  },
  { types: /^AWS::Backup::BackupPlan$/, field: /CopyActions/, loss: gone('makes no copy in another region any more') },
  {
    types: /^AWS::EC2::(LaunchTemplate|Instance)$/,
    field: /\.HttpTokens$/,
    loss: noLonger('required', 'gives its credentials to whoever can make it send a request (no IMDSv2)'),
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::Listener$/,
    field: /\.Protocol$/,
    loss: ({ before, after }) =>
      /^(HTTPS|TLS)$/.test(String(before)) && !/^(HTTPS|TLS)$/.test(String(after))
        ? 'takes traffic that is not encrypted'
        : undefined,
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::Listener$/,
    field: /\.SslPolicy$/,
    loss: another('takes connections by another policy of TLS'),
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::LoadBalancer$/,
    field: /LoadBalancerAttributes\[(deletion_protection|access_logs\.s3)\.enabled\]\.Value$/,
    loss: (difference) =>
      turnedOff(`has ${String(/\[(\w+)/.exec(pathText(difference.path))?.[1]).replaceAll('_', ' ')} no longer`)(
        difference,
      ),
  },
  { types: any, field: /Tags\[[^\]]*backup[^\]]*\]/i, loss: gone('is no longer marked for its backup') },
];

/** Types that protect something by being there, and what is missing without them. */
export const protectingTypes: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'makes no copies any more',
  'AWS::Backup::BackupSelection': 'chooses nothing to copy any more',
  'AWS::Budgets::Budget': 'warns of no costs any more',
  'AWS::CloudTrail::Trail': 'records nothing any more',
  'AWS::CloudWatch::Alarm': 'tells nobody any more',
  'AWS::EC2::FlowLog': 'records no traffic any more',
  'AWS::GuardDuty::Detector': 'looks for nobody any more',
  'AWS::Route53::DNSSEC': 'signs no answers any more',
  'AWS::Route53::HealthCheck': 'asks nobody any more',
  'AWS::Shield::Protection': 'is protected against floods by Shield Standard alone',
  'AWS::SNS::Subscription': 'brings messages to nobody any more',
};

/** Returns what a difference in a resource of a type takes away; undefined if it takes nothing away. */
export function lossIn(type: string, difference: Difference): string | undefined {
  const text = pathText(difference.path);
  for (const { types, field, loss } of protections) {
    const found = types.test(type) && field.test(text) ? loss(difference) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
