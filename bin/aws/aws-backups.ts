import {
  BackupClient,
  DescribeRegionSettingsCommand,
  paginateListRecoveryPointsByBackupVault,
} from '@aws-sdk/client-backup';
import { EC2Client, paginateDescribeVolumes } from '@aws-sdk/client-ec2';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { NamingContext } from '../../model/naming';
import { backupTag } from '../../model/platform-tags';
import type { Backups, LiveVolume, RecoveryPoint } from '../../lib/operations/backup-coverage/backups';
import { allPages, paginator } from './all-pages';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';
import { toTags } from './to-tags';

/** Asks AWS Backup, EC2 and S3 in the account of an environment what there is of backups. */
export class AwsBackups implements Backups {
  private readonly ec2: EC2Client;
  private readonly s3: S3Client;

  constructor(private readonly environment: NamingContext) {
    this.ec2 = new EC2Client(clientSettings(environment.region));
    this.s3 = new S3Client(clientSettings(environment.region));
  }

  readonly kindsSwitchedOn = async (): Promise<readonly string[]> => {
    const client = new BackupClient(clientSettings(this.environment.region));
    const { ResourceTypeOptInPreference = {} } = await callAws('backup:DescribeRegionSettings', () =>
      client.send(new DescribeRegionSettingsCommand({})),
    );
    return Object.entries(ResourceTypeOptInPreference).flatMap(([kind, on]) => (on ? [kind] : []));
  };

  readonly volumes = async (infraId: string): Promise<readonly LiveVolume[]> => {
    const { account, region } = this.environment;
    const filters = [`kubernetes.io/cluster/${infraId}`, claimName].map((key) => ({ Name: 'tag-key', Values: [key] }));
    const pages = paginateDescribeVolumes(paginator(this.ec2), { Filters: filters });
    const volumes = await allPages('ec2:DescribeVolumes', pages, (page) => page.Volumes);
    return volumes.map((volume) => {
      const tags = toTags(volume);
      return {
        arn: `arn:aws:ec2:${region}:${account}:volume/${volume.VolumeId ?? ''}`,
        claim: `${tags[claimNamespace] ?? '?'}/${tags[claimName] ?? '?'}`,
        backup: tags[backupTag],
        createdAt: volume.CreateTime ?? new Date(0),
      };
    });
  };

  readonly recoveryPoints = (vault: string, region: string, since: Date): Promise<readonly RecoveryPoint[]> => {
    const client = new BackupClient(clientSettings(region));
    const question = { BackupVaultName: vault, ByCreatedAfter: since };
    const pages = paginateListRecoveryPointsByBackupVault({ client, pageSize: 1000 }, question);
    return allPages('backup:ListRecoveryPointsByBackupVault', pages, (page) =>
      page.RecoveryPoints?.flatMap(({ Status, ResourceArn, CreationDate }) =>
        Status === 'COMPLETED' && ResourceArn !== undefined && CreationDate !== undefined
          ? [{ of: ResourceArn, createdAt: CreationDate }]
          : [],
      ),
    );
  };

  readonly foldersBelow = async (bucket: string, prefix: string): Promise<readonly string[]> => {
    const question = {
      Bucket: bucket,
      ExpectedBucketOwner: this.environment.account,
      Prefix: prefix,
      Delimiter: '/',
    };
    const pages = paginateListObjectsV2({ client: this.s3 }, question);
    const found = await allPages('s3:ListBucket', pages, (page) => page.CommonPrefixes);
    return found.flatMap(({ Prefix }) => Prefix?.slice(prefix.length, -1) ?? []);
  };
}

/** Tags of the driver. Source: kubernetes-sigs/aws-ebs-csi-driver:docs/tagging.md. */
const claimName = 'kubernetes.io/created-for/pvc/name';
const claimNamespace = 'kubernetes.io/created-for/pvc/namespace';
