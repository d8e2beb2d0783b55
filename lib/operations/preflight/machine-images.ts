import { hostSystems } from '../../../model/data/host-systems';
import type { Architecture } from '../../../model/data/instance-families';
import { machineArchitectures } from '../machine-architectures';
import type { Environment } from '../../../model/environment';
import type { MachineImage } from '../machine-images-catalog';
import { fedoraCoreOs, machineImageFaults, type ImagePublisher } from '../machine-images-faults';
import { failed, passed, pending, warned, type PreflightCheck, type PreflightFinding } from './check';

/** Whether machines can still start from the recorded images, and from those of hosts. */
export const machineImageCheck: PreflightCheck = {
  name: 'machine images',
  findings: async ({ environment, facts, images }) => {
    const { release, pools, phase } = environment.cluster;
    const { hosts, directory } = environment;
    const update = `npm run commons -- machine-images update ${environment.name}`;
    const recorded = facts.machineImages?.[release] ?? {};
    const controlPlane = Object.entries(facts.controlPlane ?? {});
    const machines = [...Object.values(recorded), ...controlPlane.map(([, machine]) => machine)];
    const hostImages = hosts.runners.map(({ architecture }) => hosts.images[architecture] ?? '');
    const ownImages = hosts.machines.map(({ image }) => image.id);
    const ofOwn = [...ownImages, ...(directory === undefined ? [] : [directory.image.id])];
    const ids = [...new Set([...machines.map(({ imageId }) => imageId), ...hostImages, ...ofOwn])].sort();
    const found = new Map((await images.withIds(ids)).map((image) => [image.imageId, image]));

    const ofPools = machineArchitectures(environment).map((architecture) => {
      const image = recorded[architecture];
      if (image === undefined) {
        return pending(`no ${architecture} image is recorded for OpenShift ${release}`, `record it: ${update}`);
      }
      const named = { subject: architecture, imageId: image.imageId, architecture };
      return imageFinding(named, found, (fault) => failed(fault, `record another: ${update}`));
    });
    const architecture = pools.find(({ role }) => role === 'control-plane')?.architecture ?? 'amd64';
    const ofControlPlane = controlPlane.map(([zone, { imageId }]) =>
      imageFinding({ subject: `control plane in ${zone}`, imageId, architecture }, found, (fault) =>
        phase === 'bootstrapping'
          ? failed(fault, `record another: ${update}, and write it into the fact controlPlane before machines are made`)
          : warned(fault, 'the machine keeps running, but a new one in its place needs an image that exists'),
      ),
    );
    const ofHosts = [...new Set(hosts.runners.map((runner) => runner.architecture))].sort().map((each) => {
      const named = { subject: `${each} hosts`, imageId: hosts.images[each] ?? '', architecture: each };
      return imageFinding({ ...named, publisher: fedoraCoreOs }, found, (fault) =>
        failed(fault, `name another in hosts.images.${each}, see docs/services/gitlab-runner-hosts.md`),
      );
    });
    const published = ({ image: { system, id: imageId }, architecture: own }: PublishedMachine, subject: string) => {
      const { name, account, rootDevice } = hostSystems[system];
      return { subject, imageId, architecture: own, publisher: { account, system: name, rootDevice } };
    };
    const ofMachines = hosts.machines.map((host) =>
      imageFinding(published(host, `host ${host.name}`), found, (fault) =>
        host.lifecycle === 'replaced'
          ? failed(fault, 'name another image in its entry, see docs/hosts.md')
          : warned(fault, nextNeedsImage),
      ),
    );
    const ofDirectory =
      directory === undefined
        ? []
        : [
            imageFinding(published(directory, `directory ${directory.name}`), found, (fault) =>
              facts.directoryAuthority === undefined
                ? failed(fault, 'name another in directory.image, see docs/directory.md')
                : warned(fault, nextNeedsImage),
            ),
          ];
    return [...ofPools, ...ofControlPlane, ...ofHosts, ...ofMachines, ...ofDirectory];
  },
};

const nextNeedsImage = 'a machine that is kept runs on, but its next generation needs an image that exists';

/** A machine that starts from an image of the publisher of its system. */
type PublishedMachine = Pick<Environment['hosts']['machines'][number], 'image' | 'architecture'>;

interface NamedImage {
  /** What starts from the image, such as `amd64 hosts`. */
  readonly subject: string;
  readonly imageId: string;
  readonly architecture: Architecture;
  /**
   * Account that must have published it, and the system.
   * @default the publisher of RHCOS
   */
  readonly publisher?: ImagePublisher;
}

function imageFinding(
  { subject, imageId, architecture, publisher }: NamedImage,
  found: ReadonlyMap<string, MachineImage>,
  wrong: (fault: string) => PreflightFinding,
): PreflightFinding {
  const image = found.get(imageId);
  if (image === undefined) return wrong(`${subject}: ${imageId} is not an image that this account sees in the region`);
  const faults = machineImageFaults(image, architecture, publisher);
  if (faults.length > 0) return wrong(`${subject}: ${imageId} (${image.name}) ${faults.join(', and ')}`);
  const listed = image.deprecatedFrom === undefined ? '' : `, deprecated from ${image.deprecatedFrom}`;
  return passed(`${subject}: ${imageId} (${image.name}${listed})`);
}
