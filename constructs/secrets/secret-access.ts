import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Access to secrets of Secrets Manager, for a role. */
export interface SecretAccess {
  /**
   * Paths without a slash at their ends: all secrets below them.
   * @default none
   */
  readonly below?: readonly string[];
  /**
   * Full names of single secrets.
   * @default none
   */
  readonly named?: readonly string[];
  /**
   * Key of a tag that a secret must have as well, with any value.
   * @default no tag is needed
   */
  readonly tagged?: string;
  /**
   * `read` reads values, `set` replaces values and reads none, `copy` makes secrets, and reads and replaces their
   * values.
   */
  readonly may: 'read' | 'set' | 'copy';
  /** KMS key that encrypts the secrets: its alias with `alias/`, its region and account. */
  readonly key: { readonly alias: string; readonly region: string; readonly account: string };
}

const secretActions = {
  read: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  set: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
  copy: [
    'secretsmanager:CreateSecret',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    'secretsmanager:PutSecretValue',
    'secretsmanager:TagResource',
  ],
} as const;

const writing = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;
const keyActions = { read: ['kms:Decrypt'], set: writing, copy: writing } as const;

/** The service account as which External Secrets reads the secrets of a namespace. */
export const secretReader = (namespace: string): { readonly namespace: string; readonly name: string } => ({
  namespace,
  name: 'secrets-reader',
});

/**
 * Returns the IAM statements for the access. Secrets Manager appends a hyphen and six characters to a name, and uses
 * the KMS key with the rights of the caller. Source: AWS Secrets Manager User Guide, "Secret encryption and
 * decryption".
 */
export function secretStatements({
  below = [],
  named = [],
  tagged,
  may,
  key,
}: SecretAccess): readonly PolicyStatement[] {
  const { alias, region, account } = key;
  const secret = (path: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${path}`;
  return [
    new PolicyStatement({
      actions: [...secretActions[may]],
      resources: [...below.map((path) => secret(`${path}/*`)), ...named.map((name) => secret(`${name}-??????`))],
      conditions: tagged === undefined ? {} : { Null: { [`aws:ResourceTag/${tagged}`]: 'false' } },
    }),
    new PolicyStatement({
      actions: [...keyActions[may]],
      resources: [`arn:aws:kms:${region}:${account}:key/*`],
      conditions: {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [alias] },
        StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
      },
    }),
  ];
}
