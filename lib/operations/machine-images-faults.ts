import { bootImageOwner } from '../../model/data/boot-images';
import type { Architecture } from '../../model/data/instance-families';
import type { MachineImage } from './machine-images-catalog';

/** Processor architectures as EC2 calls them. */
export const ec2Architectures: Readonly<Record<Architecture, string>> = { amd64: 'x86_64', arm64: 'arm64' };

/** A publisher of machine images on AWS: account and name of the operating system. */
export interface ImagePublisher {
  readonly account: string;
  readonly system: string;
  /**
   * Device of the root volume in its images, which launch templates name.
   * @default not looked at
   */
  readonly rootDevice?: string;
}

const rhcos: ImagePublisher = { account: bootImageOwner, system: 'RHCOS' };

/**
 * Publisher of Fedora CoreOS. Source: the Fedora CoreOS documentation, "Provisioning Fedora CoreOS on Amazon Web
 * Services".
 */
export const fedoraCoreOs: ImagePublisher = { account: '125523088429', system: 'Fedora CoreOS' };

/** Reasons why machines of an architecture cannot start from an image, or why it must not be trusted. */
export const machineImageFaults = (
  image: MachineImage,
  architecture: Architecture,
  publisher = rhcos,
): readonly string[] =>
  requirementsFor(publisher).flatMap(({ found, wanted, says }) => {
    const [is, ought] = [found(image), wanted(architecture)];
    return is === ought ? [] : [says(is, ought)];
  });

interface Requirement {
  readonly found: (image: MachineImage) => string;
  readonly wanted: (architecture: Architecture) => string;
  readonly says: (is: string, ought: string) => string;
}

const requirementsFor = ({ account, system, rootDevice }: ImagePublisher): readonly Requirement[] => [
  {
    found: ({ owner }) => owner,
    wanted: () => account,
    says: (is, ought) => `belongs to account ${is}, not to ${ought}, which publishes ${system}`,
  },
  {
    found: ({ architecture }) => architecture,
    wanted: (architecture) => ec2Architectures[architecture],
    says: (is, ought) => `is for ${is}, not ${ought}`,
  },
  {
    found: ({ state }) => state,
    wanted: () => 'available',
    says: (is) => `is ${is}, not available`,
  },
  {
    found: ({ virtualization }) => virtualization,
    wanted: () => 'hvm',
    says: (is) => `is virtualised by ${is} and not by hvm, so no current instance type can start from it`,
  },
  {
    found: ({ rootDevice }) => rootDevice,
    wanted: () => 'ebs',
    says: (is) => `has its root volume on ${is} and not on ebs, so it cannot be encrypted`,
  },
  {
    found: ({ enhancedNetworking }) => (enhancedNetworking ? 'with' : 'without'),
    wanted: () => 'with',
    says: () => 'has no enhanced networking (ENA), which every current instance type needs',
  },
  ...(rootDevice === undefined
    ? []
    : [
        {
          found: ({ rootDeviceName }: MachineImage) => rootDeviceName,
          wanted: () => rootDevice,
          says: (is: string, ought: string) =>
            `has its root volume at ${is} and not at ${ought}, so a machine would get a second one beside it`,
        },
      ]),
];
