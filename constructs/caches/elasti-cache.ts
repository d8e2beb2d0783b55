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
  /** What leaves when its memory is full; with `none` writes are refused. */
  readonly eviction: 'none' | 'least-recently-used';
  /** Copies in other zones that take over, or why there are none. */
  readonly replicas: number | { readonly none: string };
  /** Days a daily snapshot is kept, or why there is none. */
  readonly snapshots: { readonly keepDays: number } | { readonly none: string };
}

export interface ElastiCacheProps extends ElastiCacheSpec {
  /** Identifier of the replication group and of the group of its users, unique in account and region; at most 40 characters. */
  readonly groupId: string;
  readonly use: CacheUserList;
  /** Whom clients without a user name are: its id, and the name of the secret that holds its password and nothing else. */
  readonly nameless: { readonly id: string; readonly secretName: string };
  /** Key of the data in it and of its snapshots. */
  readonly keyArn: string;
  /** Alias of the key of its passwords, with `alias/`. */
  readonly keyAlias: string;
  readonly vpcId: string;
  readonly subnetGroup: string;
  /** Security group of the machines whose pods may connect. */
  readonly clientSecurityGroupId: string;
}

/** Engine, and the newest version of the family of parameters. */
const engine = { engine: 'valkey', engineVersion: '8.1' };
const parameterFamily = 'valkey8';

/**
 * The default of the family, `volatile-lru`, is neither: it drops sessions, locks and marks of jobs, which have an end, and
 * keeps cached pages that have none. Source: Valkey documentation, "Key eviction".
 */
const memoryPolicies: Readonly<Record<ElastiCacheSpec['eviction'], string>> = {
  none: 'noeviction',
  'least-recently-used': 'allkeys-lru',
};

const cachePort = 6379;

/**
 * Valkey by ElastiCache with users and TLS, for the cluster's machines only. It is not split (cluster mode), which
 * GitLab and Discourse cannot use.
 */
export class ElastiCache extends Construct {
  /** Host of the node that takes writes, whichever it is. */
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
    // With its snapshots goes the last one that CloudFormation takes: nothing of it was meant to be kept.
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
      // It calls nobody, and a group without rules would let everything out.
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
