import type { Facts } from '../../../model/facts';
import { controlPlaneMachineName } from '../../../model/control-plane-machine-name';

/** A machine of an installation that runs. */
export interface InstallationMachine {
  readonly name: string;
  readonly instanceId: string;
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** IPv4 address on the internet; none for a machine that has none. */
  readonly publicAddress: string | undefined;
}

/** Name of the machine that starts the control plane. */
export const bootstrapMachineName = (infraId: string): string => `${infraId}-bootstrap`;

/** Names of the control-plane machines, in the order of their zones. */
export const controlPlaneMachineNames = ({ infraId, controlPlane }: Pick<Facts, 'infraId' | 'controlPlane'>) =>
  Object.entries(controlPlane)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([zone, { generation }]) => controlPlaneMachineName(infraId, zone, generation));
