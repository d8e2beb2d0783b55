import type { Environment } from '../../../model/environment';
import type { Cloud, Subnet } from './cloud';

/** The network of an environment as it is deployed now. */
export interface DeployedNetwork {
  /** Ids of the VPCs with subnets of the environment; empty before the first deploy. */
  readonly vpcIds: readonly string[];
  /** Private subnets by zone. */
  readonly privateSubnets: ReadonlyMap<string, Subnet>;
  /** Subnets in the same VPC that the network stack did not make. */
  readonly bystanders: readonly Subnet[];
  /** All subnets that the network stack made. */
  readonly subnets: readonly Subnet[];
}

const tiers = ['public', 'private', 'hosts', 'directory'];

/** Finds the network by the `Name` tags that the network stack gives its subnets. */
export async function deployedNetwork({ name }: Environment, cloud: Cloud): Promise<DeployedNetwork> {
  const all = await cloud.subnets();
  const isOf = (tier: string) => (subnet: Subnet) => subnet.tags.Name === `${name}-${tier}-${subnet.zone}`;
  const subnets = all.filter((subnet) => tiers.some((tier) => isOf(tier)(subnet)));
  const vpcIds = [...new Set(subnets.map(({ vpcId }) => vpcId))].sort();
  return {
    vpcIds,
    subnets,
    privateSubnets: new Map(subnets.filter(isOf('private')).map((subnet) => [subnet.zone, subnet])),
    bystanders: all.filter((subnet) => vpcIds.includes(subnet.vpcId) && !subnets.includes(subnet)),
  };
}

/** Remedy of checks that need the network before it is deployed. */
export const networkRemedy = ({ name }: Environment): string => `deploy the stack ${name}-network, then run this again`;
