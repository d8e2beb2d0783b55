import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What somebody may do with secrets of Secrets Manager. */
export interface SecretAccess {
  /** All below these paths, without a slash at their ends. */
  readonly below?: readonly string[];
  /** These alone, by their names. */
  readonly named?: readonly string[];
  /** Tag that a secret must have besides, whatever its value. */
  readonly tagged?: string;
  /** `read` gets values, `set` puts new ones in their place and gets none, `copy` makes secrets and replaces their values. */
  readonly may: 'read' | 'set' | 'copy';
  /** Alias of the key that encrypts them, with `alias/`, and where it is. */
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

/**
 * What IAM is told for it. Secrets Manager puts a hyphen and six characters of its own behind a name, and uses the key as
 * whoever asks. Source: AWS Secrets Manager User Guide, "Secret encryption and decryption".
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
