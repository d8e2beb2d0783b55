import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { ProblemsError } from '../../../model/problem';
import { controlPlanePool } from './control-plane-pool';
import { fileProblem } from '../../../model/file-problem';

/** A control-plane machine as facts pin it. */
export type PinnedMachineFact = Facts['controlPlane'][string];

/** Zones of the control plane, in order. */
export const controlPlaneZones = (environment: Environment): readonly string[] =>
  [...(controlPlanePool(environment).zones ?? environment.zones)].sort().slice(0, 3);

/**
 * A control-plane machine as the environment file and the boot images of its release have it now.
 *
 * @throws ProblemsError when the boot image is not known.
 */
export function plannedMachine(
  environment: Environment,
  { machineImages }: Pick<Partial<Facts>, 'machineImages'>,
): Omit<PinnedMachineFact, 'generation'> {
  const { name, cluster } = environment;
  const { architecture, instanceTypes, volume } = controlPlanePool(environment);
  const imageId = machineImages?.[cluster.release]?.[architecture]?.imageId;
  const [instanceType] = instanceTypes;
  if (imageId === undefined || instanceType === undefined) {
    throw new ProblemsError([
      fileProblem(
        `environments/${name}/facts.json`,
        `has no ${architecture} boot image of OpenShift ${cluster.release}`,
        `ask for it: npm run commons -- machine-images update ${name}`,
      ),
    ]);
  }
  const { sizeGiB, iops, throughputMiBps } = volume;
  return { imageId, instanceType, volume: { sizeGiB, iops, throughputMiBps } };
}
