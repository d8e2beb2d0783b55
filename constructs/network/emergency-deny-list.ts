import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { pascalCase } from '../pascal-case';

export interface EmergencyDenyListProps {
  readonly vpcId: string;
  /** `Name` tag of the network ACL. */
  readonly name: string;
  /** Subnet ids by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  /**
   * IPv4 and IPv6 blocks whose packets are dropped, in the order of the environment file. IPv6 blocks have no effect
   * with `ipv4`.
   */
  readonly blocks: readonly string[];
  readonly addressFamily: 'ipv4' | 'dual-stack';
}

/**
 * Most blocks of each address family. AWS allows 20 rules in a direction; more would become a firewall that nobody
 * reads.
 */
const capacity = 15;

/**
 * A network ACL on the public subnets that drops packets from a short list of blocks and lets everything else pass;
 * security groups cannot deny. The ACL exists even when the list is empty, so that in an emergency only an entry is
 * added, and no subnet changes its ACL.
 */
export class EmergencyDenyList extends Construct {
  private readonly networkAclId: string;

  /** @throws Error with more than 15 blocks of an address family */
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
   * Adds the denied blocks first, then an entry that allows everything. An entry's logical id is its slot and not its
   * block: a rule number is unique and cannot be updated, but a block can be updated in place. So any change of the
   * list can be deployed.
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

/** Rules are evaluated in the order of their numbers, which both address families share. */
const families = {
  Ipv4: { firstDeny: 1, allow: 100, everything: '0.0.0.0/0', match: (cidrBlock: string) => ({ cidrBlock }) },
  Ipv6: { firstDeny: 31, allow: 101, everything: '::/0', match: (ipv6CidrBlock: string) => ({ ipv6CidrBlock }) },
} as const;

const allProtocols = -1;
