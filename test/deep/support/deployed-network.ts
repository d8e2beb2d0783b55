import {
  AllocateAddressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  RunInstancesCommand,
  type ResourceType,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Emulator } from './emulator';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

const tagged = (type: ResourceType, tags: Tags): { readonly TagSpecifications: TagSpecification[] } => ({
  TagSpecifications: [{ ResourceType: type, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
});

const known = (id: string | undefined): string => {
  if (id === undefined) throw new Error('the emulator made nothing');
  return id;
};

/** Makes a VPC and what stands in it, as if stacks or strangers had. */
export class DeployedNetwork {
  private constructor(
    private readonly ec2: EC2Client,
    readonly vpcId: string,
  ) {}

  static async in(emulator: Emulator, tags: Tags): Promise<DeployedNetwork> {
    const ec2 = new EC2Client({ endpoint: emulator.endpoint });
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', ...tagged('vpc', tags) }));
    return new DeployedNetwork(ec2, known(Vpc?.VpcId));
  }

  async subnet(zone: string, block: string, tags: Tags): Promise<string> {
    const place = { VpcId: this.vpcId, AvailabilityZone: zone, CidrBlock: block };
    const { Subnet } = await this.ec2.send(new CreateSubnetCommand({ ...place, ...tagged('subnet', tags) }));
    return known(Subnet?.SubnetId);
  }

  async group(name: string, tags: Tags): Promise<string> {
    const group = { VpcId: this.vpcId, GroupName: name, Description: name, ...tagged('security-group', tags) };
    return known((await this.ec2.send(new CreateSecurityGroupCommand(group))).GroupId);
  }

  async machine(imageId: string, subnetId: string, groupIds: readonly string[], tags: Tags): Promise<string> {
    const { Instances: [instance] = [] } = await this.ec2.send(
      new RunInstancesCommand({
        ImageId: imageId,
        InstanceType: 'm6i.xlarge',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnetId,
        SecurityGroupIds: [...groupIds],
        ...tagged('instance', tags),
      }),
    );
    return known(instance?.InstanceId);
  }

  async address(tags: Tags): Promise<void> {
    await this.ec2.send(new AllocateAddressCommand({ Domain: 'vpc', ...tagged('elastic-ip', tags) }));
  }
}
