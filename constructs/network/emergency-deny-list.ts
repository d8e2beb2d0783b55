import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { pascalCase } from '../pascal-case';

export interface EmergencyDenyListProps {
  readonly vpcId: string;
  /** `Name` tag of the list. */
  readonly name: string;
  /** Subnet ids by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  /** IPv4 and IPv6 blocks whose packets are dropped, in the order of the environment. */
  readonly blocks: readonly string[];
  readonly addressFamily: 'ipv4' | 'dual-stack';
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
  constructor(scope: Construct, id: string, props: EmergencyDenyListProps) {
    super(scope, id);
    const { vpcId, name, subnetIds, blocks, addressFamily } = props;
    acknowledgeRules(
      this,
      ['AwsSolutions-VPC3'],
      'Security groups cannot deny; the list is short, capped and stateless on purpose.',
    );
    this.networkAclId = new CfnNetworkAcl(this, 'List', { vpcId, tags: [{ key: 'Name', value: name }] }).ref;

    this.addFamily(
      'Ipv4',
      blocks.filter((block) => !block.includes(':')),
    );
    if (addressFamily === 'dual-stack')
      this.addFamily(
        'Ipv6',
        blocks.filter((block) => block.includes(':')),
      );
    const { networkAclId } = this;
    for (const [zone, subnetId] of subnetIds) {
      new CfnSubnetNetworkAclAssociation(this, `Association${pascalCase(zone)}`, { subnetId, networkAclId });
    }
  }

  /**
   * Denied blocks first, then everything. Entries are named by their slot, not by their block: the rule number cannot be
   * updated and must be unique, the block can be updated in place, so any change of the list deploys.
   */
  private addFamily(family: Family, blocks: readonly string[]): void {
    const { networkAclId } = this;
    const { firstDeny, allow, everything, match } = families[family];
    if (blocks.length > capacity) {
      throw new Error(`${blocks.length} ${family} blocks to deny, but a network ACL has room for ${capacity}`);
    }
    const add = (id: string, ruleNumber: number, ruleAction: 'allow' | 'deny', egress: boolean, block: string) =>
      new CfnNetworkAclEntry(this, id, {
        networkAclId,
        ruleNumber,
        ruleAction,
        egress,
        protocol: allProtocols,
        ...match(block),
      });
    blocks.forEach((block, slot) => add(`Deny${family}Slot${slot + 1}`, firstDeny + slot, 'deny', false, block));
    add(`AllowIn${family}`, allow, 'allow', false, everything);
    add(`AllowOut${family}`, allow, 'allow', true, everything);
  }
}

type Family = 'Ipv4' | 'Ipv6';

/** Rule numbers are evaluated in order, and shared by both families. */
const families = {
  Ipv4: { firstDeny: 1, allow: 100, everything: '0.0.0.0/0', match: (cidrBlock: string) => ({ cidrBlock }) },
  Ipv6: { firstDeny: 31, allow: 101, everything: '::/0', match: (ipv6CidrBlock: string) => ({ ipv6CidrBlock }) },
} as const;

const allProtocols = -1;
