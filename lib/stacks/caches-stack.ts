import { CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import { ElastiCache, type ElastiCacheProps } from '../../constructs/caches/elasti-cache';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** Properties of a single cache. */
export type CacheProps = Omit<
  ElastiCacheProps,
  'keyArn' | 'keyAlias' | 'vpcId' | 'subnetGroup' | 'clientSecurityGroupId'
>;

export interface CachesStackProps extends PlatformStackProps {
  readonly caches: readonly CacheProps[];
  /** ARN of the KMS key that encrypts data and snapshots. */
  readonly keyArn: string;
  /** Alias of the KMS key that encrypts the passwords, with `alias/`. */
  readonly keyAlias: string;
  readonly vpcId: string;
  /** Subnet ids by zone. */
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  /** Security group of the cluster's workers. */
  readonly nodeSecurityGroupId: string;
}

/** ElastiCache caches, for several services together or for large ones. */
export class CachesStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: CachesStackProps) {
    super(scope, id, props, { description: 'Caches by ElastiCache', terminationProtection: true });
    const { caches, keyArn, keyAlias, vpcId, privateSubnetIds, nodeSecurityGroupId, stackName } = props;
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      cacheSubnetGroupName: stackName,
      description: 'Private subnets, one in each zone',
      subnetIds: [...privateSubnetIds.values()],
    });
    const hosts = caches.map((cache) => {
      const { host } = new ElastiCache(this, pascalCase(`cache-${cache.name}`), {
        ...cache,
        keyArn,
        keyAlias,
        vpcId,
        subnetGroup: subnets.ref,
        clientSecurityGroupId: nodeSecurityGroupId,
      });
      return `${cache.name}=${host}`;
    });
    this.publish('CacheHosts', hosts.join(','), 'host of each cache');
  }
}
