import ipaddr from 'ipaddr.js';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Ranges that no machine has in a VPC, by what `ipaddr.js` calls them. */
const impossible: Readonly<Record<string, string>> = {
  broadcast: 'broadcast addresses',
  linkLocal: 'link-local addresses, which AWS uses itself',
  loopback: 'loopback addresses',
  multicast: 'multicast addresses',
  reserved: 'reserved addresses',
  unspecified: 'unspecified addresses',
};

/** The block of the VPC is one that EC2 takes. Source: Amazon VPC user guide, "VPC CIDR blocks". */
export function vpcBlockFindings({ network: { block } }: EnvironmentFile): readonly Finding[] {
  const use = impossible[toRange(block)];
  return findingIf(
    use !== undefined,
    ['network', 'block'],
    `has ${use ?? ''}, and EC2 refuses such a VPC`,
    'choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
  );
}

/** Warnings for public blocks, which EC2 accepts: they hide a part of the internet from the cluster. */
export const vpcBlockWarnings = ({ network: { block } }: EnvironmentFile): readonly Finding[] =>
  findingIf(
    toRange(block) === 'unicast',
    ['network', 'block'],
    'has public addresses: the cluster cannot connect to their owners on the internet',
    'choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, unless the addresses are yours',
  );

const toRange = (block: string): string => {
  const [address] = ipaddr.parseCIDR(block);
  return address.range();
};
