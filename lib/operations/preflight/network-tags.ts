import { failed, pending, orPassed, warned, type PreflightCheck, type PreflightFinding } from './check';
import { clusterIdTags, otherClusters } from './cluster-tags';
import { networkRemedy, deployedNetwork } from './deployed-network';

/**
 * Finds tags of the VPC and its subnets that the cluster's cloud provider, or another cluster, would misunderstand.
 * Sources: kubernetes/cloud-provider-aws, findELBSubnets; openshift/installer,
 * pkg/asset/installconfig/aws/validation.go.
 */
export const networkTagCheck: PreflightCheck = {
  name: 'tags of the network',
  findings: async ({ environment, facts, cloud }) => {
    const { infraId } = facts;
    const { vpcIds, subnets, bystanders } = await deployedNetwork(environment, cloud);
    if (vpcIds.length === 0) return [pending('there is no network', networkRemedy(environment))];

    const vpcs = (await cloud.vpcs()).filter(({ id }) => vpcIds.includes(id));
    const owned = [...vpcs, ...subnets.map(({ subnetId: id, tags }) => ({ id, tags }))].flatMap(({ id, tags }) =>
      otherClusters(tags, infraId).map((other) =>
        failed(
          `${id} is tagged as owned by the cluster ${other} and would be deleted with it`,
          `aws ec2 delete-tags --resources ${id} --tags Key=kubernetes.io/cluster/${other}`,
        ),
      ),
    );
    const open = bystanders
      .filter(({ tags }) => clusterIdTags(tags).size === 0)
      .map(({ subnetId }) =>
        warned(
          `${subnetId} is in the VPC without a cluster tag, so load balancers of the cluster may use it`,
          `aws ec2 create-tags --resources ${subnetId} --tags Key=kubernetes.io/cluster/unmanaged,Value=true`,
        ),
      );
    return orPassed(
      [...twins(environment.name, vpcIds), ...owned, ...open],
      `${vpcIds.join(', ')} with ${subnets.length} subnets`,
    );
  },
};

/** Subnets with the names of this environment in more than one VPC: MachineSets find their subnets by name. */
const twins = (name: string, vpcIds: readonly string[]): readonly PreflightFinding[] =>
  vpcIds.length === 1
    ? []
    : [
        failed(
          `subnets named for ${name} are in more than one VPC: ${vpcIds.join(', ')}`,
          'rename or remove those that the network stack did not make',
        ),
      ];
