import { backupTag } from '../../model/platform-tags';
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

/** A policy of CloudFront such as `TLSv1.2_2021`, written so that older ones are less; without one it takes TLS 1.0. */
const tlsText = (policy: unknown): string =>
  (typeof policy === 'string' ? policy : 'TLSv1').replace(/^TLSv1(?!\.)/, 'TLSv1.0');

/** Values of the tag by which volumes are selected for backups, the one that is backed up least first. */
const backupValues: readonly string[] = ['none', 'weekly', 'daily', 'hourly', 'archive'];

const any = /./;

/** What protects data and services in AWS. */
const protections: readonly Protection[] = [
  {
    types: any,
    field: /^(DeletionPolicy|UpdateReplacePolicy)$/,
    loss: ({ path, before, after }) =>
      String(before).startsWith('Retain') && !String(after).startsWith('Retain')
        ? `is ${path[0] === 'DeletionPolicy' ? 'deleted with its stack' : 'deleted when it is replaced'}, and was kept before`
        : undefined,
  },
  {
    types: any,
    field: /\.DeletionProtection(Enabled)?$/,
    loss: turnedOff('loses deletion protection'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /VersioningConfiguration(\.Status)?$/,
    loss: ({ before, after }) =>
      canonical(before).includes('Enabled') && !canonical(after).includes('Enabled')
        ? 'no longer keeps earlier versions of its objects'
        : undefined,
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /PublicAccessBlockConfiguration\.\w+$/,
    loss: turnedOff('no longer blocks public access'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /PublicAccessBlockConfiguration$/,
    loss: gone('no longer blocks public access'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /(ObjectLockConfiguration|ObjectLockConfiguration\.Rule)$/,
    loss: gone('loses object lock: its objects can be deleted at once'),
  },
  {
    types: /^AWS::S3::Bucket$/,
    field: /ObjectLockConfiguration.*Mode$/,
    loss: noLonger('COMPLIANCE', 'has a lock that an administrator can remove (governance mode)'),
  },
  {
    types: /^AWS::(S3::Bucket|ElasticLoadBalancing.*|CloudFront::Distribution)$/,
    field: /(LoggingConfiguration|Logging)$/,
    loss: gone('no longer writes access logs'),
  },
  {
    types: any,
    field: /\.(BucketEncryption|EncryptionConfiguration|SSESpecification)$/,
    loss: gone('is encrypted with the default AWS key, and had its own key'),
  },
  {
    types: /^AWS::(?!Lambda)/,
    field: /\.(KmsKeyId|KMSMasterKeyID|KmsMasterKeyId|EncryptionKeyArn|KmsKey)$/,
    loss: another('is encrypted with another key: whoever may use that key can read new data'),
  },
  {
    types: any,
    field:
      /\.(Encrypted|StorageEncrypted|AtRestEncryptionEnabled|TransitEncryptionEnabled|EnableKeyRotation|AutomaticFailoverEnabled|MultiAZEnabled|EnableLogFileValidation)$/,
    loss: (difference) => turnedOff(`has ${pathText(difference.path.slice(-1))} no longer`)(difference),
  },
  {
    types: /^AWS::CloudWatch::Alarm$/,
    field: /\.ActionsEnabled$/,
    loss: ({ before, after }) =>
      (before === undefined || isOn(before)) && after !== undefined && !isOn(after)
        ? 'no longer alerts anyone'
        : undefined,
  },
  {
    types: /^AWS::CloudWatch::Alarm$/,
    field: /\.AlarmActions(\[[^\]]*\])?$/,
    loss: gone('no longer tells everyone whom it told'),
  },
  {
    types: /^AWS::EC2::FlowLog$/,
    field: /\.TrafficType$/,
    loss: noLonger('ALL', 'no longer records all traffic'),
  },
  {
    types: /^AWS::CloudFront::Distribution$/,
    field: /\.ViewerProtocolPolicy$/,
    loss: ({ after }) => (after === 'allow-all' ? 'also answers without TLS' : undefined),
  },
  {
    types: /^AWS::CloudFront::Distribution$/,
    field: /\.MinimumProtocolVersion$/,
    loss: ({ before, after }) => (tlsText(after) < tlsText(before) ? 'takes older versions of TLS' : undefined),
  },
  {
    types: /^AWS::IAM::OIDCProvider$/,
    field: /\.ClientIdList/,
    loss: ({ before, after }) =>
      after !== undefined && (before === undefined || !Array.isArray(after))
        ? `trusts tokens for ${canonical(after)}, too`
        : undefined,
  },
  {
    types: /^AWS::ElastiCache::User$/,
    field: /\.AccessString$/,
    loss: ({ before, after }) =>
      ['+@all', 'allcommands', '~*', 'allkeys'].some(
        (each) => String(after).includes(each) && !String(before).includes(each),
      )
        ? 'may do more with the keys of a cache'
        : undefined,
  },
  {
    types: /^AWS::EC2::(LaunchTemplate|Instance)$/,
    field: /\.HttpPutResponseHopLimit$/,
    loss: ({ before, after }) =>
      Number(after) > Number(before ?? 1)
        ? 'lets its pods read its credentials: more hops lead to its metadata'
        : undefined,
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
    loss: gone('loses its vault lock: backups can be deleted'),
  },
  {
    types: /^AWS::Backup::BackupVault$/,
    field: /\.LockConfiguration\.ChangeableForDays$/,
    loss: gone('has a lock that an administrator can remove (governance mode)'),
  },
  {
    types: /^AWS::Backup::BackupVault$/,
    field: /\.LockConfiguration\.MinRetentionDays$/,
    loss: fewer('locks its backups'),
  },
  {
    types: /^AWS::Backup::BackupVault$/,
    field: /\.LockConfiguration\.MaxRetentionDays$/,
    loss: ({ before, after }) =>
      Number(after) < Number(before ?? Infinity)
        ? `refuses backups that would be kept for more than ${String(after)} days: they fail`
        : undefined,
  },
  {
    types: /^AWS::Backup::BackupPlan$/,
    field: /\.CompletionWindowMinutes$/,
    loss: ({ before, after }) =>
      Number(after) < Number(before)
        ? `gives up copies that take more than ${String(after)} minutes, and let them take ${String(before)}`
        : undefined,
  },
  {
    types: /^AWS::Backup::BackupSelection$/,
    field: /\.BackupSelection\.(Resources|Conditions|ListOfTags)\b/,
    loss: ({ before }) =>
      before === undefined ? undefined : `no longer selects for backup what ${canonical(before).slice(1, -1)} names`,
  },
  {
    types: /^AWS::Backup::BackupSelection$/,
    field: /\.BackupSelection\.NotResources\b/,
    loss: ({ after }) => (after === undefined ? undefined : `leaves out ${canonical(after).slice(1, -1)} from backup`),
  },
  {
    types: /^AWS::SNS::Subscription$/,
    field: /\.(Endpoint|FilterPolicy)$/,
    loss: ({ path, before, after }) => {
      if (path.at(-1) === 'FilterPolicy') return after === undefined ? undefined : 'no longer tells everything';
      return before === undefined || after === undefined
        ? undefined
        : `tells ${canonical(after).slice(1, -1)} in place of ${canonical(before).slice(1, -1)}, and by mail nobody before that has confirmed`;
    },
  },
  {
    types: /^AWS::Backup::BackupPlan$/,
    field: /CopyActions/,
    loss: gone('no longer copies backups to another region'),
  },
  {
    types: /^AWS::EC2::(LaunchTemplate|Instance)$/,
    field: /\.HttpTokens$/,
    loss: noLonger('required', 'no longer requires IMDSv2: a forged request can read its credentials'),
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::Listener$/,
    field: /\.Protocol$/,
    loss: ({ before, after }) =>
      /^(HTTPS|TLS)$/.test(String(before)) && !/^(HTTPS|TLS)$/.test(String(after))
        ? 'accepts unencrypted traffic'
        : undefined,
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::Listener$/,
    field: /\.SslPolicy$/,
    loss: ({ before, after }) =>
      before === undefined ? undefined : `has ${after === undefined ? 'no' : 'another'} TLS policy`,
  },
  {
    types: /^AWS::ElasticLoadBalancingV2::LoadBalancer$/,
    field: /LoadBalancerAttributes\[(deletion_protection|access_logs\.s3)\.enabled\]\.Value$/,
    loss: (difference) =>
      turnedOff(`has ${String(/\[(\w+)/.exec(pathText(difference.path))?.[1]).replaceAll('_', ' ')} no longer`)(
        difference,
      ),
  },
  { types: any, field: /Tags\[[^\]]*backup[^\]]*\]$/i, loss: gone('loses the tag that selects it for backup') },
  {
    types: any,
    field: new RegExp(String.raw`Tags\[${backupTag}\]\.Value$`),
    loss: ({ before, after }) => {
      const often = (value: unknown) => backupValues.indexOf(String(value));
      if (often(before) <= 0 || often(after) >= often(before)) return undefined;
      return after === 'none' ? 'is no longer backed up' : `is backed up ${String(after)}, and was ${String(before)}`;
    },
  },
  {
    types: /^AWS::EC2::LaunchTemplate$/,
    field: /\.InstanceMarketOptions$/,
    loss: ({ before, after }) =>
      before === undefined && after !== undefined
        ? 'buys machines on the spot market: AWS takes them back with two minutes’ notice'
        : undefined,
  },
];

/** Types that protect something by being there, and what is missing without them. */
export const protectingTypes: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'no longer makes backups',
  'AWS::Backup::BackupSelection': 'no longer selects anything for backup',
  'AWS::Budgets::Budget': 'no longer warns of costs',
  'AWS::CloudTrail::Trail': 'no longer records API calls',
  'AWS::CloudWatch::Alarm': 'no longer alerts anyone',
  'AWS::EC2::FlowLog': 'no longer records traffic',
  'AWS::GuardDuty::Detector': 'no longer detects threats',
  'AWS::Route53::DNSSEC': 'no longer signs DNS answers',
  'AWS::Route53::HealthCheck': 'no longer checks health',
  'AWS::SNS::Subscription': 'no longer notifies anyone',
  'AWS::Shield::Protection': 'is protected against floods by Shield Standard alone',
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
