import { CfnPrefixList } from 'aws-cdk-lib/aws-ec2';
import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface CdnPrefixListsProps {
  /** Prefix of the lists' names. */
  readonly name: string;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/**
 * The CDN's address ranges as managed prefix lists that security groups refer to, so that a new range is one entry and
 * not many rules.
 */
export class CdnPrefixLists extends Construct {
  constructor(scope: Construct, id: string, { name, ipv4, ipv6 }: CdnPrefixListsProps) {
    super(scope, id);
    for (const [family, ranges] of [
      ['IPv4', ipv4],
      ['IPv6', ipv6],
    ] as const) {
      if (ranges.length === 0) continue;
      const list = new CfnPrefixList(this, family, {
        prefixListName: `${name}-cdn-${family.toLowerCase()}`,
        addressFamily: family,
        maxEntries: withHeadroom(ranges.length),
        entries: ranges.map((cidr) => ({ cidr })),
      });
      new CfnOutput(this, `${family}Output`, {
        value: list.attrPrefixListId,
        description: `${family} ranges of the CDN`,
      }).overrideLogicalId(`Cdn${family}PrefixListId`);
    }
  }
}

/**
 * Returns the greatest number of entries that a prefix list may get: a quarter more than it has, rounded up to ten. A
 * security group counts the list as this number of rules, and AWS does not lower the number below the entries, so it
 * changes seldom and in large steps.
 */
export const withHeadroom = (entries: number): number => Math.ceil((entries * 1.25) / 10) * 10;
