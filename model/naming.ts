/** What names are derived from. */
export interface NamingContext {
  /** Name of the environment. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

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
  /** KMS alias, with the `alias/` that AWS wants. */
  keyAlias(purpose: string): string;
  /** Load balancer; at most 32 characters. */
  balancer(purpose: string): string;
  /** Vault of AWS Backup. */
  vault(purpose: string): string;
  /** SNS topic of the environment's region. */
  topicArn(purpose: string): string;
}

/** The one place where names of AWS resources are made; both programs use it, so they agree without facts. */
export function namesOf({ name, account, region }: NamingContext): Names {
  const roleName = (...path: readonly string[]) => [name, ...path].join('-');
  return {
    stack: (noun) => `${name}-${noun}`,
    bucket: (purpose) => `${name}-${purpose}-${account}-${region}`,
    roleName,
    roleArn: (...path) => `arn:aws:iam::${account}:role/${roleName(...path)}`,
    policyArn: (...path) => `arn:aws:iam::${account}:policy/${roleName(...path)}`,
    contributorClient: (contributor) => `aws-${name}-${contributor}`,
    secret: (...path) => [name, ...path].join('/'),
    keyAlias: (purpose) => `alias/${name}-${purpose}`,
    balancer: (purpose) => `${name}-${purpose}`,
    vault: (purpose) => `${name}-${purpose}`,
    topicArn: (purpose) => `arn:aws:sns:${region}:${account}:${name}-${purpose}`,
  };
}
