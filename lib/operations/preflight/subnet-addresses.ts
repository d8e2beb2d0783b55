import { failed, passed, pending, warned, type PreflightCheck, type PreflightFinding } from './check';
import { isClusterMachine } from './cluster-tags';
import { machineGroups, type MachineGroup } from './machine-groups';
import { networkRemedy, deployedNetwork } from './deployed-network';
import { sum } from '../../../model/sum';

/**
 * Free addresses that AWS requires in a subnet before it puts a load balancer there. Source: Elastic Load Balancing
 * user guide.
 */
const balancerAddresses = 8;

/** Whether the private subnets have enough free addresses for the maximum of all pools. */
export const subnetAddressCheck: PreflightCheck = {
  name: 'addresses in subnets',
  findings: async ({ environment, facts, cloud }) => {
    const { privateSubnets } = await deployedNetwork(environment, cloud);
    const machines = (await cloud.machines()).filter(({ tags }) => isClusterMachine(tags, facts.infraId));
    const groups = machineGroups(environment, facts);
    return environment.zones.map((zone): PreflightFinding => {
      const subnet = privateSubnets.get(zone);
      const name = `${environment.name}-private-${zone}`;
      if (subnet === undefined) return pending(`there is no ${name}`, networkRemedy(environment));
      const own = machines.filter(({ subnetId }) => subnetId === subnet.subnetId).length;
      const inZone = groups.filter(({ tier, zones }) => tier === 'private' && zones.includes(zone));
      const needed = (count: (group: MachineGroup) => number) =>
        balancerAddresses + sum(inZone.map((group) => Math.ceil(count(group) / group.zones.length))) - own;
      const [least, most] = [needed(({ minimum }) => minimum), needed(({ maximum }) => maximum)];
      const free = `${name} has ${subnet.freeAddresses} free addresses`;
      const remedy =
        'find out what else uses addresses there; a subnet cannot grow, so give pools fewer machines in the zone';
      if (subnet.freeAddresses < least) return failed(`${free}, a deploy needs ${least}`, remedy);
      if (subnet.freeAddresses < most) return warned(`${free}, pools may grow by ${most}`, remedy);
      return passed(`${free}, at most ${Math.max(most, 0)} are needed`);
    });
  },
};
