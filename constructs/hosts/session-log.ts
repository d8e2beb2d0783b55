import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EncryptionKey } from '../storage/encryption-key';
import { logEncryption } from '../storage/log-encryption';

export interface SessionLogProps {
  /** Name of the log group. */
  readonly logGroupName: string;
  /** Alias of its KMS key, with `alias/`. */
  readonly keyAlias: string;
  /** Days until what was typed and shown is deleted, one of those that CloudWatch Logs knows. */
  readonly keepDays: number;
  readonly region: string;
  readonly account: string;
}

/**
 * Preferences of Session Manager for the account and region: what people type and see in a session is written into an encrypted log group while
 * it goes on, and a session that nobody types in ends. There is one document of this name in an account and region. A machine whose role may
 * not write there refuses the session. Source: AWS Systems Manager user guide, "Session document schema" and "Logging session data using
 * Amazon CloudWatch Logs".
 */
export class SessionLog extends Construct {
  constructor(scope: Construct, id: string, { logGroupName, keyAlias, keepDays, region, account }: SessionLogProps) {
    super(scope, id);
    const { keyArn } = new EncryptionKey(this, 'Key', {
      alias: keyAlias,
      description: 'What is typed and shown in sessions on machines',
      services: ['logs'],
      statements: [logEncryption({ region, account }, [logGroupName])],
    });
    const log = new CfnLogGroup(this, 'Log', { logGroupName, retentionInDays: keepDays, kmsKeyId: keyArn });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const preferences = new CfnDocument(this, 'Preferences', {
      name: 'SSM-SessionManagerRunShell',
      documentType: 'Session',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: {
        schemaVersion: '1.0',
        description: 'Preferences of sessions on machines',
        sessionType: 'Standard_Stream',
        inputs: {
          cloudWatchLogGroupName: logGroupName,
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          s3BucketName: '',
          s3KeyPrefix: '',
          s3EncryptionEnabled: true,
          kmsKeyId: '',
          runAsEnabled: false,
          runAsDefaultUser: '',
          idleSessionTimeout: '20',
          maxSessionDuration: '720',
        },
      },
    });
    preferences.addResourceDependency(log);
  }
}

/** What the agent on a machine needs to write sessions into a log group. */
export const sessionLogStatements = ({
  logGroupName,
  region,
  account,
}: Pick<SessionLogProps, 'logGroupName' | 'region' | 'account'>): readonly PolicyStatement[] => [
  // The agent looks whether the group is encrypted, in the list of all.
  new PolicyStatement({ actions: ['logs:DescribeLogGroups'], resources: ['*'] }),
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: ['', ':log-stream:*'].map(
      (part) => `arn:aws:logs:${region}:${account}:log-group:${logGroupName}${part}`,
    ),
  }),
];
