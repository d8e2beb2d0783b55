import { passed, type PreflightCheck } from './check';
import { machineGroups } from './machine-groups';
import { environmentMachines } from './environment-machines';
import { quotaFinding } from './quota-finding';
import { sum } from '../../../model/sum';

/**
 * Instance types that count towards these quotas: vCPUs of all families A, C, D, H, I, M, R, T and Z count together.
 * All families that pools may use are among them. Source: EC2 user guide, on-demand instance quotas and spot instance
 * quotas.
 */
const standardFamily = /^([acdhimrtz]|im|is)\d/;

const markets = [
  { spot: false, name: 'quota of on-demand vCPUs', unit: 'on-demand vCPUs', code: 'L-1216C47A' },
  { spot: true, name: 'quota of spot vCPUs', unit: 'spot vCPUs', code: 'L-34B43A08' },
] as const;

/** Whether the quotas of vCPUs suffice for the maximum of all pools. */
export const processorQuotaChecks: readonly PreflightCheck[] = markets.map(({ spot, name, unit, code }) => ({
  name,
  findings: async ({ environment, facts, cloud }) => {
    const groups = machineGroups(environment, facts).filter((group) => group.spot === spot);
    if (groups.length === 0) return [passed(`no pool needs ${unit}`)];

    const quota = await cloud.quota('ec2', code);
    const machines = (await cloud.machines()).filter(
      (machine) => machine.running && machine.spot === spot && standardFamily.test(machine.type),
    );
    const names = new Set([
      ...machines.map(({ type }) => type),
      ...groups.flatMap(({ instanceTypes }) => instanceTypes),
    ]);
    const types = await cloud.instanceTypes([...names].sort());
    const processors = new Map(types.map((type) => [type.name, type.processors]));
    const processorsOf = (type: string) => processors.get(type) ?? 0;

    // EC2 may start any of a group's instance types, so the largest counts.
    const largest = groups.map((group) => ({ ...group, each: Math.max(...group.instanceTypes.map(processorsOf)) }));
    const own = environmentMachines(machines, environment, facts);
    return [
      quotaFinding({
        unit,
        region: environment.region,
        service: 'ec2',
        code,
        quota,
        used: sum(machines.map(({ type }) => processorsOf(type))),
        own: sum(own.map(({ type }) => processorsOf(type))),
        minimum: sum(largest.map(({ minimum, each }) => minimum * each)),
        maximum: sum(largest.map(({ maximum, each }) => maximum * each)),
      }),
    ];
  },
}));
