import { bootImageName, bootImageOwner } from '../../../model/data/boot-images';
import type { Architecture } from '../../../model/data/instance-families';
import type { OpenShiftReleaseName } from '../../../model/data/openshift-releases';
import type { SeededImage } from './emulator';

/** An image that is told apart from a boot image by what it changes. */
const seed = (ami_id: string, name: string, changes: Partial<SeededImage> = {}): SeededImage => ({
  ami_id,
  name,
  description: name,
  owner_id: bootImageOwner,
  public: true,
  architecture: 'x86_64',
  state: 'available',
  creation_date: '2026-02-17T10:00:00.000Z',
  virtualization_type: 'hvm',
  hypervisor: 'xen',
  root_device_name: '/dev/xvda',
  root_device_type: 'ebs',
  platform: null,
  image_type: 'machine',
  sriov: 'simple',
  ...changes,
});

const nameOf = (release: OpenShiftReleaseName, architecture: Architecture): string =>
  bootImageName(release, 'us-east-1', architecture);

/** Boot images of 4.20, one of the two of 4.19, and some that are not what they seem. */
export const bootImageSeeds = {
  amd64: seed('ami-04200000000000001', nameOf('4.20', 'amd64')),
  arm64: seed('ami-04200000000000002', nameOf('4.20', 'arm64'), { architecture: 'arm64' }),
  /** Somebody gave theirs the same name. */
  namesake: seed('ami-04200000000000003', nameOf('4.20', 'arm64'), { architecture: 'arm64', owner_id: '999988887777' }),
  older: seed('ami-04190000000000001', nameOf('4.19', 'amd64')),
  /** Of 4.18 both have the same architecture. */
  mislabelled: seed('ami-04180000000000002', nameOf('4.18', 'arm64')),
  right: seed('ami-04180000000000001', nameOf('4.18', 'amd64')),
} as const;
