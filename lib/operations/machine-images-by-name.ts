import { bootImageName } from '../../model/data/boot-images';
import type { Environment } from '../../model/environment';
import type { SourceFile } from '../../model/source-file';
import { machineArchitectures } from './machine-architectures';
import type { WantedMachineImage } from './machine-images';

const remedy =
  'run openshift-install coreos print-stream-json > stream.json with the installer of the release, and give that file as --stream';

/** The boot images of the environment's release, by the names in `bootImages`, for the architectures of its pools. */
export function machineImagesByName(environment: Environment, file: SourceFile): readonly WantedMachineImage[] {
  const { region, cluster } = environment;
  return machineArchitectures(environment).map((architecture) => ({
    architecture,
    by: { name: bootImageName(cluster.release, region, architecture) },
    problem: (reason: string) => file.problem(['cluster', 'release'], reason, remedy),
  }));
}
