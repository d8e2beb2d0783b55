/**
 * Name of a control-plane machine and its launch template.
 *
 * @param generation 1 for the machine of the installation, one more for each that took its place
 */
export const controlPlaneMachineName = (infraId: string, zone: string, generation: number): string =>
  `${infraId}-master-${zone}${generation === 1 ? '' : `-${generation}`}`;
