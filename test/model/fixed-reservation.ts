import type { MachineResources } from '../../model/data/kubelet-reservations';

/**
 * What the kubelet of OpenShift keeps when nothing is said, by the script that `kubelet-reservations.ts` names; real machines of
 * other clusters are like that.
 */
export const fixedReservation: MachineResources = { milliCpu: 500, memoryMiB: 1024 };
