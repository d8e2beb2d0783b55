import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnDBInstance, CfnDBParameterGroup, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { ManagedSecret } from '../secrets/managed-secret';
import { keycloakPostgres } from './keycloak-postgres';

export interface KeycloakDatabaseProps {
  /** Identifier of the instance, unique in account and region. */
  readonly instanceId: string;
  readonly instanceType: string;
  /** Storage in GiB; RDS may grow it to four times as much. */
  readonly storageGiB: number;
  /** Days for which any point in time can be restored, at most 35. */
  readonly keepDays: number;
  /** ARN of the KMS key that encrypts data and backups. */
  readonly keyArn: string;
  /**
   * Second region to which RDS replicates the automated backups, and the ARN of the KMS key there.
   * @default backups stay in the region of the database
   */
  readonly copies?: { readonly region: string; readonly keyArn: string };
  /** Name of the secret that holds the password and nothing else, and alias of that secret's KMS key, with `alias/`. */
  readonly password: { readonly secretName: string; readonly keyAlias: string };
  readonly vpcId: string;
  /** Private subnets in two zones or more. */
  readonly subnetIds: readonly string[];
  /** Security group of the clients that may connect. */
  readonly clientGroupId: string;
}

const port = 5432;
const user = 'keycloak';

/** Keycloak's PostgreSQL database in RDS, with a standby in another zone. It accepts connections with TLS only. */
export class KeycloakDatabase extends Construct {
  /** Connection settings for Keycloak. */
  readonly connection: { readonly url: string; readonly user: string; readonly passwordArn: string };

  constructor(scope: Construct, id: string, props: KeycloakDatabaseProps) {
    super(scope, id);
    const { instanceId, vpcId, subnetIds } = props;
    const password = new ManagedSecret(this, 'Password', {
      name: props.password.secretName,
      description: 'Password of Keycloak’s database',
      value: 'generated',
      keyAlias: props.password.keyAlias,
    });
    const instance = new CfnDBInstance(this, 'Instance', {
      dbInstanceIdentifier: instanceId,
      engine: keycloakPostgres.engine,
      engineVersion: keycloakPostgres.version,
      autoMinorVersionUpgrade: true,
      dbInstanceClass: props.instanceType,
      allocatedStorage: String(props.storageGiB),
      maxAllocatedStorage: props.storageGiB * 4,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: props.keyArn,
      multiAz: true,
      dbName: 'keycloak',
      masterUsername: user,
      // A dynamic reference: the template has only the name of the secret.
      masterUserPassword: `{{resolve:secretsmanager:${password.ref}:SecretString}}`,
      port: String(port),
      publiclyAccessible: false,
      dbSubnetGroupName: new CfnDBSubnetGroup(this, 'Subnets', {
        dbSubnetGroupDescription: 'Private subnets, one in each zone',
        subnetIds: [...subnetIds],
      }).ref,
      dbParameterGroupName: new CfnDBParameterGroup(this, 'Parameters', {
        family: keycloakPostgres.family,
        description: 'TLS alone',
        parameters: { 'rds.force_ssl': '1', log_lock_waits: '1', log_min_duration_statement: '5000' },
      }).ref,
      vpcSecurityGroups: [this.addSecurityGroup(vpcId, props.clientGroupId, instanceId)],
      backupRetentionPeriod: props.keepDays,
      ...(props.copies && {
        automaticBackupReplicationRegion: props.copies.region,
        automaticBackupReplicationKmsKeyId: props.copies.keyArn,
        automaticBackupReplicationRetentionPeriod: props.keepDays,
      }),
      preferredBackupWindow: '02:00-03:00',
      preferredMaintenanceWindow: 'tue:03:30-tue:04:30',
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      enableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: props.keyArn,
      performanceInsightsRetentionPeriod: 7,
      caCertificateIdentifier: 'rds-ca-ecc384-g1',
      tags: [{ key: 'Name', value: instanceId }],
    });
    instance.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledgeRules(
      instance,
      ['AwsSolutions-RDS11'],
      'Clients expect the usual port; who may reach it is up to the group.',
    );
    acknowledgeToCheckov(instance, {
      CKV_AWS_161: 'Keycloak holds its connections open and knows no passwords that end after a quarter of an hour.',
      CKV_AWS_118: 'Figures by the minute are enough; those of the operating system tell of a host that is not ours.',
    });
    this.connection = {
      url: `jdbc:postgresql://${instance.attrEndpointAddress}:${port}/keycloak?sslmode=require`,
      user,
      passwordArn: password.ref,
    };
  }

  private addSecurityGroup(vpcId: string, clientGroupId: string, name: string): string {
    return new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: 'Database of Keycloak',
      securityGroupIngress: [
        {
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          sourceSecurityGroupId: clientGroupId,
          description: 'Keycloak',
        },
      ],
      // It opens no connections; without an egress rule AWS adds one that allows everything.
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nobody' }],
      tags: [{ key: 'Name', value: name }],
    }).attrGroupId;
  }
}
