import {
  CfnNetworkAcl,
  CfnNetworkAclEntry,
  CfnSubnetNetworkAclAssociation,
  type CfnNetworkAclEntryProps,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { pascalCase } from '../../model/formats/pascal-case';

/** A place of the list: an entry that always exists. */
export interface EmergencyDenySlot {
  readonly family: 'IPv4' | 'IPv6';
  /** Counted from 1, in its family. */
  readonly slot: number;
  /** Number of the entry, unique in the ACL, and below those that allow. */
  readonly ruleNumber: number;
  /** Block whose packets are dropped; one that no packet has if the slot is free. */
  readonly block: string;
}

export interface EmergencyDenyListProps {
  readonly vpcId: string;
  /** `Name` tag of the network ACL. */
  readonly name: string;
  /** Subnet ids by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  /** All places, free ones too. */
  readonly slots: readonly EmergencyDenySlot[];
  readonly addressFamily: 'ipv4' | 'dual-stack';
}

/**
 * A network ACL on the public subnets that drops packets from a short list of blocks and lets everything else pass;
 * security groups cannot deny. All entries exist from the start, so that in an emergency a command only replaces what is in one, and the
 * next deploy meets no entry that it does not know.
 */
export class EmergencyDenyList extends Construct {
  constructor(scope: Construct, id: string, props: EmergencyDenyListProps) {
    super(scope, id);
    const { vpcId, name, subnetIds, slots, addressFamily } = props;
    acknowledgeRules(
      this,
      ['AwsSolutions-VPC3'],
      'Security groups cannot deny; the list is short, capped and stateless on purpose.',
    );
    const networkAclId = new CfnNetworkAcl(this, 'List', { vpcId, tags: [{ key: 'Name', value: name }] }).ref;
    const add = (entry: string, properties: EntryProperties) =>
      new CfnNetworkAclEntry(this, entry, { networkAclId, protocol: allProtocols, ...properties });

    // The logical id is the slot and not the block: a rule number is unique and cannot be updated, but a block can.
    for (const { family, slot, ruleNumber, block } of slots) {
      const { id: inId, match } = families[family];
      add(`Deny${inId}Slot${slot}`, { ruleNumber, ruleAction: 'deny', egress: false, ...match(block) });
    }
    for (const family of addressFamily === 'ipv4' ? (['IPv4'] as const) : (['IPv4', 'IPv6'] as const)) {
      const { id: inId, allow, everything, match } = families[family];
      const allowed = { ruleNumber: allow, ruleAction: 'allow', ...match(everything) };
      add(`AllowIn${inId}`, { ...allowed, egress: false });
      add(`AllowOut${inId}`, { ...allowed, egress: true });
    }
    for (const [zone, subnetId] of subnetIds) {
      new CfnSubnetNetworkAclAssociation(this, `Association${pascalCase(zone)}`, { subnetId, networkAclId });
    }
  }
}

type EntryProperties = Omit<CfnNetworkAclEntryProps, 'networkAclId' | 'protocol'>;

/** Rules are evaluated in the order of their numbers, which both address families share. */
const families = {
  IPv4: { id: 'Ipv4', allow: 100, everything: '0.0.0.0/0', match: (cidrBlock: string) => ({ cidrBlock }) },
  IPv6: { id: 'Ipv6', allow: 101, everything: '::/0', match: (ipv6CidrBlock: string) => ({ ipv6CidrBlock }) },
} as const;

const allProtocols = -1;
