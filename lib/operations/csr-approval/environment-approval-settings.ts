import { cloudPools, type Environment, type NodePool } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { controlPlanePool } from '../install/control-plane-pool';
import type { ApprovalSettings, ApprovedPool } from './approval-settings';

/**
 * Settings for `cluster admit`, which a person runs: all pools that CloudFormation owns, and the control plane, whose CSRs nothing
 * in the cluster approves.
 */
export function environmentApprovalSettings(
  environment: Environment,
  { infraId }: Pick<Facts, 'infraId'>,
): ApprovalSettings {
  const controlPlane = { name: controlPlanePool(environment).name, labels: {}, taints: [] };
  return { region: environment.region, infraId, pools: [controlPlane, ...cloudPools(environment).map(admittedPool)] };
}

/** Labels and taints of a pool's nodes, the same as `cdk8s/platform/node-labels.ts` gives to nodes of MachineSets. */
const admittedPool = ({ name, labels, taints, tuning }: NodePool): ApprovedPool => ({
  name,
  labels: {
    ...labels,
    'commons-platform/pool': name,
    ...(tuning === undefined ? {} : { [`node-role.kubernetes.io/${name}`]: '' }),
  },
  taints: taints.map((taint) => ({ ...taint })),
});
