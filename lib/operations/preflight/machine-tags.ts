import { failed, pending, orPassed, warned, type PreflightCheck, type PreflightFinding } from './check';
import type { CloudMachine, SecurityGroup } from './cloud';
import { clusterIdTags, isOfCluster, otherClusters } from './cluster-tags';
import { networkRemedy, deployedNetwork } from './deployed-network';

/**
 * Finds tags of machines and security groups with which the cluster's cloud provider does not work. Sources:
 * kubernetes/cloud-provider-aws, pkg/providers/v1/tags.go and findSecurityGroupForInstance in aws.go.
 */
export const machineTagCheck: PreflightCheck = {
  name: 'tags of machines',
  findings: async ({ environment, facts, cloud }) => {
    const { infraId } = facts;
    const { vpcIds } = await deployedNetwork(environment, cloud);
    if (vpcIds.length === 0) return [pending('there is no network', networkRemedy(environment))];

    const machines = (await cloud.machines()).filter(({ vpcId }) => vpcIds.includes(vpcId));
    const groups = (await cloud.securityGroups()).filter(({ vpcId }) => vpcIds.includes(vpcId));
    const own = machines.filter(({ tags }) => isOfCluster(tags, infraId));
    const strangers = [...machines.map(({ instanceId: id, tags }) => ({ id, tags })), ...groups].flatMap(
      ({ id, tags }) =>
        otherClusters(tags, infraId).map((other) =>
          warned(
            `${id} in the VPC belongs to the cluster ${other}`,
            'give that cluster a VPC of its own, or remove what it left behind',
          ),
        ),
    );
    return orPassed(
      [...own.flatMap(clusterFindings), ...own.flatMap((machine) => groupFindings(machine, groups)), ...strangers],
      `${own.length} machines of the cluster, ${machines.length} in the VPC`,
    );
  },
};

/**
 * The cloud provider reads the cluster id from the machine on which it runs, so that must have exactly one such tag.
 */
function clusterFindings({ instanceId, tags }: CloudMachine): readonly PreflightFinding[] {
  const ids = [...clusterIdTags(tags).keys()].sort();
  const remedy = `leave it one tag kubernetes.io/cluster/<id>: aws ec2 delete-tags --resources ${instanceId} --tags Key=<tag>`;
  return ids.length < 2
    ? []
    : [failed(`${instanceId} has the tags of ${ids.length} clusters: ${ids.join(', ')}`, remedy)];
}

/**
 * The cloud provider opens ports for load balancers in the security group with a cluster tag. Without such a tag, the
 * machine must have only one group.
 */
function groupFindings(machine: CloudMachine, groups: readonly SecurityGroup[]): readonly PreflightFinding[] {
  const { instanceId, securityGroupIds } = machine;
  const tagged = groups.filter(({ id, tags }) => securityGroupIds.includes(id) && clusterIdTags(tags).size > 0);
  if (tagged.length === 1 || (tagged.length === 0 && securityGroupIds.length === 1)) return [];
  const ids = (tagged.length === 0 ? securityGroupIds : tagged.map(({ id }) => id)).join(', ');
  return [
    failed(
      tagged.length === 0
        ? `${instanceId} has ${securityGroupIds.length} security groups and none is the cluster’s: ${ids}`
        : `${instanceId} has ${tagged.length} security groups with a cluster tag: ${ids}`,
      'leave exactly one of them the tag kubernetes.io/cluster/<id>; no load balancer works before',
    ),
  ];
}
