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

/** The names of everything that can have one before it exists. */
export interface Names {
  /** CloudFormation stack. */
  stack(noun: string): string;
  /** S3 bucket; carries account and region because bucket names are global. */
  bucket(purpose: string): string;
  /** IAM role of a tenant's service or a platform component, by its path from the outside in. */
  readonly roleName: (...path: readonly string[]) => string;
  /** Its ARN. */
  roleArn(...path: readonly string[]): string;
  /** ARN of an IAM policy, which is named as a role is. */
  policyArn(...path: readonly string[]): string;
  /** Client in the single sign-on that stands for a contributor's role. */
  contributorClient(contributor: string): string;
  /** Secrets Manager secret, by its path from the outside in. */
  secret(...path: readonly string[]): string;
  /**
   * User of one of the environment's caches, by its name and by its id, which is at most 40 characters long and unique in account
   * and region.
   */
  cacheUser(cache: string, user: CacheUserName): string;
  /** Secret with the password of that user and nothing else; a tenant's is below its own name. */
  cacheSecret(cache: string, user: CacheUserName): string;
  /** KMS alias, with the `alias/` that AWS wants. */
  keyAlias(purpose: string): string;
  /** Load balancer; at most 32 characters. */
  balancer(purpose: string): string;
  /** Vault of AWS Backup. */
  vault(purpose: string): string;
  /** SNS topic of the environment's region. */
  topicArn(purpose: string): string;
}

/** CloudFormation stack of an environment, by the environment's name. */
export const stackName = (environment: string, noun: string): string => `${environment}-${noun}`;

/** The one place where names of AWS resources are made; both programs use it, so they agree without facts. */
export function namesOf({ name, account, region }: NamingContext): Names {
  const roleName = (...path: readonly string[]) => [name, ...path].join('-');
  const secret = (...path: readonly string[]) => [name, ...path].join('/');
  return {
    stack: (noun) => stackName(name, noun),
    bucket: (purpose) => `${name}-${purpose}-${account}-${region}`,
    roleName,
    roleArn: (...path) => `arn:aws:iam::${account}:role/${roleName(...path)}`,
    policyArn: (...path) => `arn:aws:iam::${account}:policy/${roleName(...path)}`,
    contributorClient: (contributor) => `aws-${name}-${contributor}`,
    secret,
    cacheUser: (cache, user) =>
      [name, cache, user === 'nameless' ? 'all' : sixDigits(`${user.tenant}/${user.service}`)].join('-'),
    cacheSecret: (cache, user) =>
      user === 'nameless' ? secret('caches', cache) : secret(user.tenant, user.service, `shared-cache-${cache}`),
    keyAlias: (purpose) => `alias/${name}-${purpose}`,
    balancer: (purpose) => `${name}-${purpose}`,
    vault: (purpose) => `${name}-${purpose}`,
    topicArn: (purpose) => `arn:aws:sns:${region}:${account}:${name}-${purpose}`,
  };
}

/** Two names of tenants and services are too long for an id, and with a hyphen between them two pairs could come to one. */
const sixDigits = (text: string): string => (textHash(text) % 36 ** 6).toString(36).padStart(6, '0');
