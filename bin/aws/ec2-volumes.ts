import { CreateTagsCommand, EC2Client, ModifyVolumeCommand, paginateDescribeVolumes } from '@aws-sdk/client-ec2';
import { environmentTag } from '../../model/platform-tags';
import type { Disk, DiskChange } from '../../lib/operations/volumes/volume-changes';
import { allPages, paginator } from './all-pages';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';
import { toTags } from './to-tags';

/** Disks that the driver made in a region for the claims of an environment. */
export class Ec2Volumes {
  private readonly client: EC2Client;

  constructor(region: string) {
    this.client = new EC2Client(clientSettings(region));
  }

  /** @throws CallFailed when AWS does not answer. */
  async ofEnvironment(name: string): Promise<readonly Disk[]> {
    const pages = paginateDescribeVolumes(paginator(this.client), {
      Filters: [
        { Name: `tag:${environmentTag}`, Values: [name] },
        { Name: 'tag-key', Values: [claimTag] },
        { Name: 'volume-type', Values: ['gp3'] },
      ],
    });
    const volumes = await allPages('ec2:DescribeVolumes', pages, (page) => page.Volumes);
    return volumes.map((volume) => {
      const tags = toTags(volume);
      return {
        volumeId: volume.VolumeId ?? '',
        namespace: tags['kubernetes.io/created-for/pvc/namespace'] ?? '',
        claim: tags[claimTag] ?? '',
        sizeGiB: volume.Size ?? 0,
        iops: volume.Iops ?? 0,
        throughputMiBps: volume.Throughput ?? 0,
        tags,
      };
    });
  }

  /** @throws CallFailed when AWS refuses, for instance because the disk was changed within six hours. */
  async change({ disk: { volumeId }, figures, tags }: DiskChange): Promise<void> {
    const added = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    if (added.length > 0) {
      const command = new CreateTagsCommand({ Resources: [volumeId], Tags: added });
      await callAws('ec2:CreateTags', () => this.client.send(command));
    }
    if (figures !== undefined) {
      const { iops: Iops, throughputMiBps: Throughput } = figures;
      const command = new ModifyVolumeCommand({ VolumeId: volumeId, Iops, Throughput });
      await callAws('ec2:ModifyVolume', () => this.client.send(command));
    }
  }
}

/** The driver's tag with the name of a disk's claim. Source: kubernetes-sigs/aws-ebs-csi-driver:pkg/driver/constants.go. */
const claimTag = 'kubernetes.io/created-for/pvc/name';
