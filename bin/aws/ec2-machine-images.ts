import { EC2Client, paginateDescribeImages, type DescribeImagesRequest, type Image } from '@aws-sdk/client-ec2';
import type { MachineImage, MachineImageCatalog } from '../../lib/operations/machine-images-catalog';
import { allPages } from './all-pages';
import { clientSettings } from './client-settings';

/** Finds machine images of a region in EC2. */
export class Ec2MachineImages implements MachineImageCatalog {
  private readonly client: EC2Client;

  constructor(region: string) {
    this.client = new EC2Client(clientSettings(region));
  }

  named(owner: string, name: string): Promise<readonly MachineImage[]> {
    return this.images({ Owners: [owner], Filters: [{ Name: 'name', Values: [name] }] });
  }

  /** Uses a filter, because EC2 refuses the whole request if one of the ids in `ImageIds` no longer exists. */
  withIds(imageIds: readonly string[]): Promise<readonly MachineImage[]> {
    if (imageIds.length === 0) return Promise.resolve([]);
    return this.images({ Filters: [{ Name: 'image-id', Values: [...imageIds] }] });
  }

  private async images(question: DescribeImagesRequest): Promise<readonly MachineImage[]> {
    const all = { ...question, IncludeDeprecated: true, IncludeDisabled: true };
    const pages = paginateDescribeImages({ client: this.client }, all);
    return (await allPages('ec2:DescribeImages', pages, ({ Images }) => Images)).map(machineImage);
  }
}

const machineImage = (image: Image): MachineImage => ({
  imageId: image.ImageId ?? '',
  name: image.Name ?? '',
  owner: image.OwnerId ?? '',
  architecture: image.Architecture ?? '',
  state: image.State ?? '',
  virtualization: image.VirtualizationType ?? '',
  rootDevice: image.RootDeviceType ?? '',
  rootDeviceName: image.RootDeviceName ?? '',
  enhancedNetworking: image.EnaSupport === true,
  ...(image.DeprecationTime !== undefined && { deprecatedFrom: image.DeprecationTime.slice(0, 10) }),
});
