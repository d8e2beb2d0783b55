import type { MachineImage, MachineImageCatalog } from '../../../lib/operations/machine-images-catalog';

/** An image that machines of architecture `x86_64` start from, with changes. */
export const image = (changes: Partial<MachineImage> = {}): MachineImage => ({
  imageId: 'ami-0a1b2c3d4e5f60001',
  name: 'rhcos-9.6.20260217-1-x86_64',
  owner: '531415883065',
  architecture: 'x86_64',
  state: 'available',
  virtualization: 'hvm',
  rootDevice: 'ebs',
  rootDeviceName: '/dev/xvda',
  enhancedNetworking: true,
  ...changes,
});

/** The same for Graviton. */
export const gravitonImage = (changes: Partial<MachineImage> = {}): MachineImage =>
  image({
    imageId: 'ami-0a1b2c3d4e5f60002',
    name: 'rhcos-9.6.20260217-1-aarch64',
    architecture: 'arm64',
    ...changes,
  });

/** A region that has these images; it answers by name without looking at the owner, which the caller is to check. */
export const catalogOf = (...images: readonly MachineImage[]): MachineImageCatalog => ({
  named: (_, name) => Promise.resolve(images.filter((each) => each.name === name)),
  withIds: (ids) => Promise.resolve(images.filter(({ imageId }) => ids.includes(imageId))),
});
