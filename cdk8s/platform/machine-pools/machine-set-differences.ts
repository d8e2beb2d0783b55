import type { IgnoredDifference } from '../argo-application';
import { capacityAnnotations, type MachinePoolProps } from './machine-pool';
import { autoscaledZones } from './pool-maintenance';

/**
 * What of the MachineSets is somebody else's once they are there: capacities are the machine API's, and how many
 * machines a pool with a range has is the autoscaler's. Left out of the manifest, a new set would begin with one
 * machine whatever its range. A set below a minimum that was raised later grows when pods need it, or by hand.
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
