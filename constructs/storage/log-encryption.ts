import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/**
 * Statement of a key policy that lets CloudWatch Logs encrypt these log groups, and no others. Source: the user guide
 * of CloudWatch Logs, "Encrypt log data using AWS KMS".
 */
export const logEncryption = (
  { account, region }: { readonly account: string; readonly region: string },
  logs: readonly string[],
): PolicyStatement =>
  new PolicyStatement({
    sid: 'LogsUse',
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: {
      ArnEquals: {
        'kms:EncryptionContext:aws:logs:arn': logs.map((log) => `arn:aws:logs:${region}:${account}:log-group:${log}`),
      },
    },
  });
