import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnDeletionPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { noBackupBecause } from '../backup/no-backup-because';
import { ManagedSecret } from '../secrets/managed-secret';
import { cacheTenantTag } from '../secrets/cache-tenant-tag';
import { CacheUsers, type CacheUserList } from './cache-users';

/** A cache as an environment declares it. */
export interface ElastiCacheSpec {
  readonly name: string;
  /** Node type of ElastiCache, like `cache.m7g.large`. */
  readonly nodeType: string;
  /** What happens when the memory is full: `none` refuses writes, `least-recently-used` deletes keys. */
  readonly eviction: 'none' | 'least-recently-used';
  /**
   * Number of replicas in other zones, one of which takes over when the primary fails; or the reason why there are
   * none.
   */
  readonly replicas: number | { readonly none: string };
  /** Days for which a daily snapshot is kept, or the reason why there are no snapshots. */
  readonly snapshots: { readonly keepDays: number } | { readonly none: string };
}

export interface ElastiCacheProps extends ElastiCacheSpec {
  /** Identifier of the replication group and of the user group, unique in account and region; at most 40 characters. */
  readonly groupId: string;
  readonly use: CacheUserList;
  /**
   * The user for clients that give no user name: its id, and the name of the secret that holds its password and nothing
   * else.
   */
  readonly nameless: { readonly id: string; readonly secretName: string };
  /** ARN of the KMS key that encrypts data and snapshots. */
  readonly keyArn: string;
  /** Alias of the KMS key that encrypts the passwords, with `alias/`. */
  readonly keyAlias: string;
  readonly vpcId: string;
  readonly subnetGroup: string;
  /** Security group of the machines whose pods may connect. */
  readonly clientSecurityGroupId: string;
}

/** Engine, and the newest version of the parameter group family. */
const engine = { engine: 'valkey', engineVersion: '8.1' };
const parameterFamily = 'valkey8';

/**
 * Value of `maxmemory-policy`. The default of the family, `volatile-lru`, serves neither purpose: it deletes keys with
 * an expiry, which are sessions, locks and job markers, and keeps cached pages, which have none. Source: Valkey
 * documentation, "Key eviction".
 */
const memoryPolicies: Readonly<Record<ElastiCacheSpec['eviction'], string>> = {
  none: 'noeviction',
  'least-recently-used': 'allkeys-lru',
};

const cachePort = 6379;

/**
 * A Valkey cache of ElastiCache with users and TLS, which only machines with the client security group reach. Cluster
 * mode is off, because GitLab and Discourse cannot use it.
 *
 * @example
 * new ElastiCache(this, 'Sessions', {
 *   name: 'sessions',
 *   nodeType: 'cache.t4g.small',
 *   eviction: 'none',
 *   replicas: 1,
 *   snapshots: { none: 'Sessions are made again by a login.' },
 *   groupId: 'commons-sessions',
 *   use: { kind: 'alone', tenant: 'wiki' },
 *   nameless: { id: 'commons-sessions-default', secretName: 'commons/cache/sessions' },
 *   keyArn,
 *   keyAlias: 'alias/commons-data',
 *   vpcId,
 *   subnetGroup,
 *   clientSecurityGroupId,
 * });
 */
export class ElastiCache extends Construct {
  /** Host name of the primary endpoint, which always leads to the node that takes writes. */
  readonly host: string;

  constructor(scope: Construct, id: string, props: ElastiCacheProps) {
    super(scope, id);
    const { name, groupId, keyArn, keyAlias, replicas, snapshots, nameless, use } = props;
    const copies = typeof replicas === 'number' ? replicas : 0;
    const keepDays = 'none' in snapshots ? 0 : snapshots.keepDays;
    const password = new ManagedSecret(this, 'Token', {
      name: nameless.secretName,
      description: `Password of cache ${name}`,
      value: 'generated',
      keyAlias,
      tags: use.kind === 'alone' && use.tenant !== undefined ? { [cacheTenantTag]: use.tenant } : {},
    });
    const users = new CacheUsers(this, 'Users', {
      cache: name,
      groupId,
      use,
      keyAlias,
      nameless: { id: nameless.id, password },
    });
    const parameters = new CfnParameterGroup(this, 'Parameters', {
      cacheParameterGroupFamily: parameterFamily,
      description: `Cache ${name}`,
      properties: { 'maxmemory-policy': memoryPolicies[props.eviction] },
    });
    const group = new CfnReplicationGroup(this, 'Group', {
      ...engine,
      cacheParameterGroupName: parameters.ref,
      replicationGroupId: groupId,
      replicationGroupDescription: `Cache ${name}`,
      cacheNodeType: props.nodeType,
      port: cachePort,
      numCacheClusters: copies + 1,
      automaticFailoverEnabled: copies > 0,
      multiAzEnabled: copies > 0,
      cacheSubnetGroupName: props.subnetGroup,
      securityGroupIds: [this.addSecurityGroup(props)],
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      kmsKeyId: keyArn,
      userGroupIds: [users.groupId],
      snapshotRetentionLimit: keepDays,
      ...(keepDays > 0 ? { snapshotWindow: '02:00-03:00' } : {}),
      preferredMaintenanceWindow: 'tue:03:30-tue:04:30',
      autoMinorVersionUpgrade: true,
      tags: [{ key: 'Name', value: groupId }],
    });
    // A cache without daily snapshots is deleted without a final snapshot too.
    const last = keepDays > 0 ? CfnDeletionPolicy.SNAPSHOT : CfnDeletionPolicy.DELETE;
    group.cfnOptions.deletionPolicy = last;
    group.cfnOptions.updateReplacePolicy = last;
    if ('none' in snapshots) noBackupBecause(group, snapshots.none);
    this.host = group.attrPrimaryEndPointAddress;
    this.acknowledge(group, props);
  }

  private addSecurityGroup({ name, groupId, vpcId, clientSecurityGroupId }: ElastiCacheProps): string {
    return new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: `Cache ${name}`,
      securityGroupIngress: [
        {
          ipProtocol: 'tcp',
          fromPort: cachePort,
          toPort: cachePort,
          sourceSecurityGroupId: clientSecurityGroupId,
          description: 'Pods of the cluster',
        },
      ],
      // It opens no connections; without an egress rule AWS adds one that allows everything.
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nobody' }],
      tags: [{ key: 'Name', value: groupId }],
    }).attrGroupId;
  }

  private acknowledge(group: CfnReplicationGroup, { replicas, snapshots }: ElastiCacheProps): void {
    const port = 'Clients expect the usual port; who may reach it is up to the security group.';
    acknowledgeRules(group, ['AwsSolutions-AEC5'], port);
    acknowledgeRules(
      group,
      ['AwsSolutions-AEC6'],
      'Users with passwords of their own stand for the one password of AUTH.',
    );
    if (typeof replicas === 'object') {
      acknowledgeRules(group, ['AwsSolutions-AEC4'], replicas.none);
    }
    if ('none' in snapshots) acknowledgeToCheckov(group, { CKV_AWS_134: snapshots.none });
  }
}
