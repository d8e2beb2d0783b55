import type { IgnoredDifference } from '../argo-application';
import { capacityAnnotations, type MachinePoolProps } from './machine-pool';
import { autoscaledZones } from './pool-maintenance';

/**
 * Ignored differences of MachineSets: the machine API writes the annotations with capacities, and the autoscaler writes
 * `replicas` of a pool with a range. The manifest still has `replicas`: without it a new MachineSet would start with one
 * machine, whatever its range. When a minimum is raised later, the MachineSet grows only when pods need it, or by hand.
 */
export function machineSetDifferences(pools: readonly MachinePoolProps[]): readonly IgnoredDifference[] {
  const machineSets = { group: 'machine.openshift.io', kind: 'MachineSet' };
  return [
    {
      ...machineSets,
      jsonPointers: capacityAnnotations.map((name) => `/metadata/annotations/${name.replaceAll('/', '~1')}`),
    },
    ...pools
      .flatMap(autoscaledZones)
      .map(({ machineSet }) => ({ ...machineSets, name: machineSet, jsonPointers: ['/spec/replicas'] })),
  ];
}
