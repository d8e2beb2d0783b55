import type {
  BalancerPurpose,
  BucketPurpose,
  KeyPurpose,
  ParameterFolder,
  PolicyPath,
  RolePath,
  SecretFolder,
  SecretPath,
  StackNoun,
  TopicPurpose,
  VaultPurpose,
} from './purposes';
import { textHash } from './formats/text-hash';

/** What names are derived from. */
export interface NamingContext {
  /** Name of the environment. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** A service of a tenant, or `nameless` for the default user, which clients of a cache without a user name get. */
type CacheUserName = { readonly tenant: string; readonly service: string } | 'nameless';

/**
 * Names of AWS resources that are known before the resources exist. They are function properties and not methods, because
 * TypeScript checks the parameters of methods less strictly (bivariance) and would accept an unknown purpose.
 */
export interface Names {
  /** CloudFormation stack. */
  readonly stack: (noun: StackNoun) => string;
  /** S3 bucket of the platform; carries account and region because bucket names are global. */
  readonly bucket: (purpose: BucketPurpose) => string;
  /** Pattern of the names of all buckets of the environment. */
  readonly everyBucket: string;
  /** IAM role of the platform, by the parts of its name. */
  readonly roleName: (...path: RolePath) => string;
  /** ARN of that role. */
  readonly roleArn: (...path: RolePath) => string;
  /** Pattern of the ARNs of all roles of the environment. */
  readonly everyRoleArn: string;
  /** Managed IAM policy, by the parts of its name. */
  readonly policyName: (...path: PolicyPath) => string;
  /** ARN of that policy. */
  readonly policyArn: (...path: PolicyPath) => string;
  /** Client in the single sign-on with which people get a contributor's role in AWS. */
  readonly contributorClient: (contributor: string) => string;
  /** Secrets Manager secret of the platform, by the parts of its name. */
  readonly secret: (...path: SecretPath) => string;
  /** Log group with the record of sessions on hosts. */
  readonly sessionLog: string;
  /** Path of parameters of Systems Manager, with a slash before it and none behind. */
  readonly parameters: (folder: ParameterFolder) => string;
  /** Prefix of secrets of the platform, without a slash at the end. */
  readonly secretFolder: (folder: SecretFolder) => string;
  /** Pattern of the names of all secrets with this last part. */
  readonly everySecret: (last: string) => string;
  /**
   * User of one of the environment's caches, by its name and by its id, which is at most 40 characters long and unique in account
   * and region.
   */
  readonly cacheUser: (cache: string, user: CacheUserName) => string;
  /** Secret that holds only the password of that user; for a tenant's service it is below the tenant's prefix. */
  readonly cacheSecret: (cache: string, user: CacheUserName) => string;
  /** KMS alias, including `alias/`. */
  readonly keyAlias: (purpose: KeyPurpose) => string;
  /** Load balancer; at most 32 characters. */
  readonly balancer: (purpose: BalancerPurpose) => string;
  /** Vault of AWS Backup. */
  readonly vault: (purpose: VaultPurpose) => string;
  /** SNS topic. */
  readonly topic: (purpose: TopicPurpose) => string;
  /** ARN of a topic in the environment's region. */
  readonly topicArn: (purpose: TopicPurpose) => string;
  /** Bucket of a tenant; the tenant `*` gives a pattern for the buckets of all tenants. */
  readonly tenantBucket: (tenant: string) => string;
  /** Bucket of a service that cannot keep to a part of its tenant's. */
  readonly serviceBucket: (tenant: string, service: string) => string;
  /** IAM role with which External Secrets reads a tenant's secrets. */
  readonly tenantSecretsRole: (tenant: string) => string;
  /** ARN of that role. */
  readonly tenantSecretsRoleArn: (tenant: string) => string;
  /** Prefix of all secrets of a tenant, without a slash at the end. */
  readonly tenantSecrets: (tenant: string) => string;
  /** IAM role of a tenant's service, or with `backup` the one with which its database is archived. */
  readonly serviceRole: (tenant: string, service: string, of?: 'backup') => string;
  /** ARN of that role. */
  readonly serviceRoleArn: (tenant: string, service: string, of?: 'backup') => string;
  /** Secret of a service that people fill, or with `key` one that AWS generates, by its key in the needs of the service. */
  readonly serviceSecret: (tenant: string, service: string, key?: string) => string;
}

/** Prefix of the names of all stacks of an environment, by its name. */
export const stackPrefix = (environment: string): string => `${environment}-`;

/**
 * Names of an environment's AWS resources. The CDK app and the cdk8s app both derive names here, so they agree without facts.
 *
 * @example
 * const names = resourceNames({ name: 'production', account: '123456789012', region: 'eu-central-1' });
 * names.tenantBucket('library');
 */
export function resourceNames({ name, account, region }: NamingContext): Names {
  const hyphened = (...path: readonly string[]) => [name, ...path].join('-');
  const slashed = (...path: readonly string[]) => [name, ...path].join('/');
  const bucket = (purpose: string) => `${name}-${purpose}-${account}-${region}`;
  const arnOfRole = (role: string) => `arn:aws:iam::${account}:role/${role}`;
  const tenantSecretsRole = (tenant: string) => hyphened(tenant, 'secrets');
  const serviceRole: Names['serviceRole'] = (...path) => hyphened(...present(path));
  const serviceSecret: Names['serviceSecret'] = (...path) => slashed(...present(path));
  return {
    stack: (noun) => `${stackPrefix(name)}${noun}`,
    bucket,
    everyBucket: bucket('*'),
    roleName: hyphened,
    roleArn: (...path) => arnOfRole(hyphened(...path)),
    everyRoleArn: arnOfRole(hyphened('*')),
    policyName: hyphened,
    policyArn: (...path) => `arn:aws:iam::${account}:policy/${hyphened(...path)}`,
    contributorClient: (contributor) => `aws-${name}-${contributor}`,
    secret: slashed,
    sessionLog: hyphened('sessions'),
    parameters: (folder) => `/${slashed(folder)}`,
    secretFolder: slashed,
    everySecret: (last) => slashed('*', last),
    cacheUser: (cache, user) =>
      hyphened(cache, user === 'nameless' ? 'all' : sixDigits(`${user.tenant}/${user.service}`)),
    cacheSecret: (cache, user) =>
      user === 'nameless'
        ? slashed('caches', cache)
        : serviceSecret(user.tenant, user.service, `shared-cache-${cache}`),
    keyAlias: (purpose) => `alias/${hyphened(purpose)}`,
    balancer: hyphened,
    vault: hyphened,
    topic: hyphened,
    topicArn: (purpose) => `arn:aws:sns:${region}:${account}:${hyphened(purpose)}`,
    tenantBucket: (tenant) => bucket(`tenant-${tenant}`),
    serviceBucket: (tenant, service) => bucket(`tenant-${tenant}-${service}`),
    tenantSecretsRole,
    tenantSecretsRoleArn: (tenant) => arnOfRole(tenantSecretsRole(tenant)),
    tenantSecrets: slashed,
    serviceRole,
    serviceRoleArn: (...path) => arnOfRole(serviceRole(...path)),
    serviceSecret,
  };
}

const present = (path: readonly (string | undefined)[]): readonly string[] => path.filter((part) => part !== undefined);

/** Hash of a text in six characters, for ids: tenant and service together are too long, and joined by a hyphen not unique. */
const sixDigits = (text: string): string => (textHash(text) % 36 ** 6).toString(36).padStart(6, '0');
