import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation } from 'aws-cdk-lib/aws-ec2';
import { Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';

export interface EmergencyDenyListProps {
  readonly vpcId: string;
  /** `Name` tag of the list. */
  readonly name: string;
  /** Subnet ids by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  /** IPv4 and IPv6 blocks whose packets are dropped, in the order of the environment. */
  readonly blocks: readonly string[];
}

/** Entries of one direction and family; AWS allows 20, and the list must not become a firewall that nobody reads. */
const capacity = 15;

/**
 * A network ACL on the public subnets that lets everything pass except a short list of blocks. Security groups cannot
 * deny. The list exists even when it is empty, so that an emergency adds one entry and moves no subnet to another list.
 */
export class EmergencyDenyList extends Construct {
  private readonly networkAclId: string;

  /** @throws Error when there are more than 15 blocks of a family. */
  constructor(scope: Construct, id: string, { vpcId, name, subnetIds, blocks }: EmergencyDenyListProps) {
    super(scope, id);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-VPC3',
      reason: 'Security groups cannot deny; the list is short, capped and stateless on purpose.',
    });
    this.networkAclId = new CfnNetworkAcl(this, 'List', { vpcId, tags: [{ key: 'Name', value: name }] }).ref;

    this.deny(
      'Ipv4',
      1,
      blocks.filter((block) => !block.includes(':')),
    );
    this.deny(
      'Ipv6',
      31,
      blocks.filter((block) => block.includes(':')),
    );
    for (const egress of [false, true]) {
      const direction = egress ? 'Out' : 'In';
      this.entry(`Allow${direction}Ipv4`, 100, 'allow', egress, { cidrBlock: '0.0.0.0/0' });
      this.entry(`Allow${direction}Ipv6`, 101, 'allow', egress, { ipv6CidrBlock: '::/0' });
    }
    const { networkAclId } = this;
    for (const [zone, subnetId] of subnetIds) {
      new CfnSubnetNetworkAclAssociation(this, `Association${pascalCase(zone)}`, { subnetId, networkAclId });
    }
  }

  /**
   * Entries are named by their slot, not by their block: the rule number cannot be updated and must be unique, the
   * block can be updated in place, so any change of the list deploys.
   */
  private deny(family: 'Ipv4' | 'Ipv6', firstRule: number, blocks: readonly string[]): void {
    if (blocks.length > capacity) {
      throw new Error(`${blocks.length} ${family} blocks to deny, but a network ACL has room for ${capacity}`);
    }
    blocks.forEach((block, slot) => {
      const cidr = family === 'Ipv4' ? { cidrBlock: block } : { ipv6CidrBlock: block };
      this.entry(`Deny${family}Slot${slot + 1}`, firstRule + slot, 'deny', false, cidr);
    });
  }

  private entry(
    id: string,
    ruleNumber: number,
    ruleAction: 'allow' | 'deny',
    egress: boolean,
    cidr: { readonly cidrBlock: string } | { readonly ipv6CidrBlock: string },
  ): void {
    const allProtocols = -1;
    const { networkAclId } = this;
    new CfnNetworkAclEntry(this, id, { networkAclId, ruleNumber, ruleAction, egress, protocol: allProtocols, ...cidr });
  }
}
