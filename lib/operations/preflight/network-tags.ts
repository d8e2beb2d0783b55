import { fails, notYet, orFine, warning, type Check, type Finding } from './check';
import { clusterTags, otherOwners } from './cluster-tags';
import { networkRemedy, ownNetwork } from './own-network';

/**
 * Tags on VPC and subnets that the in-cluster cloud provider, or another cluster, would read otherwise than meant.
 * Sources: kubernetes/cloud-provider-aws, findELBSubnets; openshift/installer,
 * pkg/asset/installconfig/aws/validation.go.
 */
export const networkTagCheck: Check = {
  name: 'tags of the network',
  findings: async ({ environment, facts, cloud }) => {
    const { infraId } = facts;
    const { vpcIds, subnets, bystanders } = await ownNetwork(environment, cloud);
    if (vpcIds.length === 0) return [notYet('there is no network', networkRemedy(environment))];

    const vpcs = (await cloud.vpcs()).filter(({ id }) => vpcIds.includes(id));
    const owned = [...vpcs, ...subnets.map(({ subnetId: id, tags }) => ({ id, tags }))].flatMap(({ id, tags }) =>
      otherOwners(tags, infraId).map((other) =>
        fails(
          `${id} is tagged as owned by the cluster ${other}, which would delete it with itself`,
          `aws ec2 delete-tags --resources ${id} --tags Key=kubernetes.io/cluster/${other}`,
        ),
      ),
    );
    const open = bystanders
      .filter(({ tags }) => clusterTags(tags).size === 0)
      .map(({ subnetId }) =>
        warning(
          `${subnetId} is in the VPC without saying whose it is: load balancers of the cluster may be put there`,
          `aws ec2 create-tags --resources ${subnetId} --tags Key=kubernetes.io/cluster/unmanaged,Value=true`,
        ),
      );
    return orFine(
      [...twins(environment.name, vpcIds), ...owned, ...open],
      `${vpcIds.join(', ')} with ${subnets.length} subnets`,
    );
  },
};

/** Machine sets find their subnets by name. */
const twins = (name: string, vpcIds: readonly string[]): readonly Finding[] =>
  vpcIds.length === 1
    ? []
    : [
        fails(
          `subnets named for ${name} are in more than one VPC: ${vpcIds.join(', ')}`,
          'rename or remove those that the network stack did not make',
        ),
      ];
