import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/**
 * Lets CloudWatch Logs use a key for log groups, by their names. Source: Amazon CloudWatch Logs user guide, "Encrypt log data in CloudWatch
 * Logs using AWS Key Management Service".
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
