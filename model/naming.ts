import type {
  BalancerPurpose,
  BucketPurpose,
  KeyPurpose,
  PolicyPath,
  RolePath,
  SecretFolder,
  SecretPath,
  StackNoun,
  TopicPurpose,
  VaultPurpose,
} from './purposes';
import { textHash } from './text-hash';

/** What names are derived from. */
export interface NamingContext {
  /** Name of the environment. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** A service of a tenant, or the one whom clients of a cache without a user name are. */
type CacheUserName = { readonly tenant: string; readonly service: string } | 'nameless';

/**
 * The names of everything that can have one before it exists. They are properties, because TypeScript compares what methods are
 * given in both directions, and would take a name that nobody knows.
 */
export interface Names {
  /** CloudFormation stack. */
  readonly stack: (noun: StackNoun) => string;
  /** S3 bucket of the platform; carries account and region because bucket names are global. */
  readonly bucket: (purpose: BucketPurpose) => string;
  /** Pattern of the names of all buckets of the environment. */
  readonly everyBucket: string;
  /** IAM role of the platform, by its path from the outside in. */
  readonly roleName: (...path: RolePath) => string;
  /** Its ARN. */
  readonly roleArn: (...path: RolePath) => string;
  /** Pattern of the ARNs of all roles of the environment. */
  readonly everyRoleArn: string;
  /** IAM policy by itself, by its path. */
  readonly policyName: (...path: PolicyPath) => string;
  /** Its ARN. */
  readonly policyArn: (...path: PolicyPath) => string;
  /** Client in the single sign-on that stands for a contributor's role. */
  readonly contributorClient: (contributor: string) => string;
  /** Secrets Manager secret of the platform, by its path from the outside in. */
  readonly secret: (...path: SecretPath) => string;
  /** What secrets of the platform are below, without a slash at the end. */
  readonly secretFolder: (folder: SecretFolder) => string;
  /** Pattern of the names of all secrets with this last part. */
  readonly everySecret: (last: string) => string;
  /**
   * User of one of the environment's caches, by its name and by its id, which is at most 40 characters long and unique in account
   * and region.
   */
  readonly cacheUser: (cache: string, user: CacheUserName) => string;
  /** Secret with the password of that user and nothing else; a tenant's is below its own name. */
  readonly cacheSecret: (cache: string, user: CacheUserName) => string;
  /** KMS alias, with the `alias/` that AWS wants. */
  readonly keyAlias: (purpose: KeyPurpose) => string;
  /** Load balancer; at most 32 characters. */
  readonly balancer: (purpose: BalancerPurpose) => string;
  /** Vault of AWS Backup. */
  readonly vault: (purpose: VaultPurpose) => string;
  /** SNS topic. */
  readonly topic: (purpose: TopicPurpose) => string;
  /** ARN of one of the environment's region. */
  readonly topicArn: (purpose: TopicPurpose) => string;
  /** Bucket of a tenant, `*` for a pattern of those of all. */
  readonly tenantBucket: (tenant: string) => string;
  /** Role by which a tenant's secrets come into its namespace. */
  readonly tenantSecretsRole: (tenant: string) => string;
  /** Its ARN. */
  readonly tenantSecretsRoleArn: (tenant: string) => string;
  /** What all secrets of a tenant are below, without a slash at the end. */
  readonly tenantSecrets: (tenant: string) => string;
  /** Role of a service of a tenant, or the one by which its database is archived. */
  readonly serviceRole: (tenant: string, service: string, of?: 'backup') => string;
  /** Its ARN. */
  readonly serviceRoleArn: (tenant: string, service: string, of?: 'backup') => string;
  /** Secret of a service that people fill, or one that is generated, by its key in the needs of the service. */
  readonly serviceSecret: (tenant: string, service: string, key?: string) => string;
}

/** What the names of all stacks of an environment begin with, by its name. */
export const stackPrefix = (environment: string): string => `${environment}-`;

/** The one place where names of AWS resources are made; both programs use it, so they agree without facts. */
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
    tenantSecretsRole,
    tenantSecretsRoleArn: (tenant) => arnOfRole(tenantSecretsRole(tenant)),
    tenantSecrets: slashed,
    serviceRole,
    serviceRoleArn: (...path) => arnOfRole(serviceRole(...path)),
    serviceSecret,
  };
}

const present = (path: readonly (string | undefined)[]): readonly string[] => path.filter((part) => part !== undefined);

/** Two names of tenants and services are too long for an id, and with a hyphen between them two pairs could come to one. */
const sixDigits = (text: string): string => (textHash(text) % 36 ** 6).toString(36).padStart(6, '0');
