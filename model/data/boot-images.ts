import type { Architecture } from './instance-families';
import type { OpenShiftReleaseName } from './openshift-releases';

/**
 * Machine images from which the machines of an OpenShift release boot. A new machine then updates itself to the
 * operating system of the exact release.
 */
export interface BootImage {
  /** RHCOS version, the same for both architectures. */
  readonly version: string;
  /** RHCOS version by region, for regions whose images are older. */
  readonly olderIn: Readonly<Record<string, string>>;
  /** Regions that have the images. */
  readonly regions: readonly string[];
}

const regions = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

const regionsSince418 = [...regions, 'ap-east-2', 'ap-southeast-6'].sort();

/**
 * Boot images of each release in the commercial partition of AWS. A newer image must be entered here by hand:
 * `openshift-install coreos print-stream-json` of a patch release prints the images of that release. Source:
 * openshift/installer, branches release-4.17 to release-4.20, data/data/coreos/rhcos.json.
 */
export const bootImages: Readonly<Record<OpenShiftReleaseName, BootImage>> = {
  '4.17': { version: '417.94.202501301529-0', olderIn: {}, regions },
  '4.18': { version: '418.94.202602022246-0', olderIn: {}, regions: regionsSince418 },
  '4.19': { version: '9.6.20260112-0', olderIn: {}, regions: regionsSince418 },
  '4.20': { version: '9.6.20260217-1', olderIn: { 'me-central-1': '9.6.20260112-0' }, regions: regionsSince418 },
};

/**
 * AWS account that publishes RHCOS in the commercial partition.
 * Source: openshift/machine-config-operator, pkg/controller/bootimage, awsRHCOSOwnerID.
 */
export const bootImageOwner = '531415883065';

const builderWords: Readonly<Record<Architecture, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

/**
 * Name of the boot image in a region. Whether the region has it is not checked. Source: coreos/coreos-assembler,
 * src/cosalib/aws.py: build name, build id and architecture.
 */
export function bootImageName(release: OpenShiftReleaseName, region: string, architecture: Architecture): string {
  const { olderIn, version } = bootImages[release];
  return `rhcos-${olderIn[region] ?? version}-${builderWords[architecture]}`;
}
