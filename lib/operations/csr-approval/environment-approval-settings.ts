import { cloudPools, type Environment, type NodePool } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { controlPlanePool } from '../install/control-plane-pool';
import type { ApprovalSettings, ApprovedPool } from './approval-settings';

/**
 * Whose machines a person admits: those of all pools that CloudFormation owns, the control plane too, whose new machines
 * nothing in the cluster admits.
 */
export function environmentApprovalSettings(
  environment: Environment,
  { infraId }: Pick<Facts, 'infraId'>,
): ApprovalSettings {
  const controlPlane = { name: controlPlanePool(environment).name, labels: {}, taints: [] };
  return { region: environment.region, infraId, pools: [controlPlane, ...cloudPools(environment).map(admittedPool)] };
}

/** The other half of its labels and taints is in `cdk8s/platform/node-labels.ts`: a pool's nodes are alike, whoever makes them. */
const admittedPool = ({ name, labels, taints, tuning }: NodePool): ApprovedPool => ({
  name,
  labels: {
    ...labels,
    'commons-platform/pool': name,
    ...(tuning === undefined ? {} : { [`node-role.kubernetes.io/${name}`]: '' }),
  },
  taints: taints.map((taint) => ({ ...taint })),
});
