import { ec2Architectures } from '../machine-images-faults';
import { failed, orPassed, warned, type PreflightCheck, type PreflightFinding } from './check';
import type { InstanceType } from './cloud';
import { machineGroups, type MachineGroup } from './machine-groups';

/**
 * Smallest machines that OpenShift's installer accepts. Hosts are not machines of the cluster. Source:
 * openshift/installer, pkg/asset/installconfig/aws/validation.go.
 */
const leastSizes: Readonly<Record<MachineGroup['role'], { readonly processors: number; readonly memoryMiB: number }>> =
  {
    'control-plane': { processors: 4, memoryMiB: 16_384 },
    worker: { processors: 2, memoryMiB: 8_192 },
    host: { processors: 1, memoryMiB: 0 },
  };

/** Whether EC2 offers the instance types of each group of machines in all its zones. */
export const instanceTypeOfferCheck: PreflightCheck = {
  name: 'instance types in zones',
  findings: async ({ environment, facts, cloud }) => {
    const groups = machineGroups(environment, facts);
    const offers = await cloud.zonesOffering(distinctTypes(groups));
    const wrong = groups.flatMap((group) =>
      offerFindings(group, (type) => group.zones.filter((zone) => offers.get(type)?.includes(zone) !== true)),
    );
    return orPassed(wrong, `${distinctTypes(groups).join(', ')} are offered in all zones of their pools`);
  },
};

function offerFindings(
  { name, instanceTypes, zones }: MachineGroup,
  lacking: (type: string) => readonly string[],
): readonly PreflightFinding[] {
  const empty = zones.filter((zone) => instanceTypes.every((type) => lacking(type).includes(zone)));
  if (empty.length > 0) {
    const types = instanceTypes.join(' or ');
    const remedy = `choose a type that is offered there, or leave ${empty.join(', ')} out of its zones`;
    return [failed(`${name}: ${empty.join(', ')} does not offer ${types}`, remedy)];
  }
  return instanceTypes.flatMap((type) => {
    const missing = lacking(type);
    const says = `${name}: ${missing.join(', ')} does not offer ${type}, but another type of the pool`;
    return missing.length === 0
      ? []
      : [warned(says, 'nothing has to be done; there are fewer types to choose from in that zone')];
  });
}

/**
 * Whether each instance type exists, has the architecture of its group, can be bought on demand or as spot, and is
 * large enough.
 */
export const instanceTypeCheck: PreflightCheck = {
  name: 'instance types',
  findings: async ({ environment, facts, cloud }) => {
    const groups = machineGroups(environment, facts);
    const known = new Map((await cloud.instanceTypes(distinctTypes(groups))).map((type) => [type.name, type]));
    const wrong = groups.flatMap((group) =>
      group.instanceTypes.flatMap((name) => typeFindings(group, name, known.get(name))),
    );
    return orPassed(wrong, `${distinctTypes(groups).join(', ')} fit their pools`);
  },
};

function typeFindings(group: MachineGroup, name: string, type: InstanceType | undefined): readonly PreflightFinding[] {
  const choose = `choose another type for ${group.name}`;
  if (type === undefined) return [failed(`${group.name}: EC2 has no instance type ${name} in this region`, choose)];
  const least = leastSizes[group.role];
  const market = group.spot ? 'spot' : 'on-demand';
  return [
    ...(type.architectures.includes(ec2Architectures[group.architecture])
      ? []
      : [failed(`${group.name}: ${name} is ${type.architectures.join(', ')}, not ${group.architecture}`, choose)]),
    ...(type.usageClasses.includes(market) ? [] : [failed(`${group.name}: ${name} is not sold ${market}`, choose)]),
    ...(type.processors >= least.processors && type.memoryMiB >= least.memoryMiB
      ? []
      : [
          failed(
            `${group.name}: ${name} has ${type.processors} vCPU and ${type.memoryMiB} MiB, OpenShift needs ${least.processors} and ${least.memoryMiB}`,
            choose,
          ),
        ]),
  ];
}

const distinctTypes = (groups: readonly MachineGroup[]): readonly string[] =>
  [...new Set(groups.flatMap(({ instanceTypes }) => instanceTypes))].sort();
