import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alertSection } from '../../model/formats/alert-section';

export interface BackupEventsProps {
  /** Name of the environment, the first part of the rules' names. */
  readonly environment: string;
  /** The vault whose jobs are watched. */
  readonly vaultName: string;
  readonly topicArn: string;
  /** Address of `docs/alerts.md`. */
  readonly alertsUrl: string;
}

/**
 * Sends a message to the topic when a job of AWS Backup fails, when somebody changes or deletes the vault, and when
 * somebody changes for which resource types AWS Backup works in the region.
 * Source: the AWS Backup developer guide, "Monitoring AWS Backup events using Amazon EventBridge".
 */
export class BackupEvents extends Construct {
  constructor(scope: Construct, id: string, { environment, vaultName, topicArn, alertsUrl }: BackupEventsProps) {
    super(scope, id);
    const tell = (name: string, watched: Watched) =>
      new CfnRule(this, name, {
        name: `${environment}-${watched.name}`,
        description: watched.summary,
        eventPattern: { source: ['aws.backup'], 'detail-type': [watched.event], detail: watched.detail },
        targets: [
          {
            id: 'topic',
            arn: topicArn,
            inputTransformer: {
              inputPathsMap: Object.fromEntries(watched.says.map((field) => [field, `$.detail.${field}`])),
              inputTemplate: `"${environment}: ${watched.summary}. ${watched.says
                .map((field) => `${field} <${field}>`)
                .join(', ')}. ${alertSection(alertsUrl, watched.section)}"`,
            },
          },
        ],
      });

    tell('FailedBackup', {
      name: 'backup-failed',
      event: 'Backup Job State Change',
      detail: { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'], backupVaultName: [vaultName] },
      says: ['resourceType', 'resourceArn', 'state', 'statusMessage'],
      summary: 'A backup was not made',
      section: 'backup-failed',
    });
    tell('FailedCopy', {
      name: 'backup-copy-failed',
      event: 'Copy Job State Change',
      detail: { state: ['FAILED', 'PARTIAL'], sourceBackupVaultArn: [{ suffix: `:backup-vault:${vaultName}` }] },
      says: ['resourceType', 'resourceArn', 'state', 'statusMessage'],
      summary: 'A backup was not copied to the second region',
      section: 'backup-failed',
    });
    tell('LoosenedVault', {
      name: 'backup-vault-changed',
      event: 'Backup Vault State Change',
      detail: { state: ['DELETED', 'MODIFIED'], backupVaultName: [vaultName] },
      says: ['backupVaultName', 'state', 'isLocked'],
      summary: 'A vault of backups was changed',
      section: 'backup-vault-changed',
    });
    tell('ChangedRegion', {
      name: 'backup-region-changed',
      event: 'Region Setting State Change',
      detail: undefined,
      says: [],
      summary: 'It was changed for which kinds of resources AWS Backup works',
      section: 'backup-vault-changed',
    });
  }
}

interface Watched {
  readonly name: string;
  readonly event: string;
  readonly detail: Readonly<Record<string, readonly unknown[]>> | undefined;
  /** Fields of the event's detail that the message shows. */
  readonly says: readonly string[];
  readonly summary: string;
  /** Anchor of its section in `docs/alerts.md`. */
  readonly section: string;
}
