import ipaddr from 'ipaddr.js';
import type { Finding } from '../finding';
import { findingIf } from '../finding';
import { hostSubnets } from '../host-machines';
import { findOwnMail } from '../mail/own-mail';
import type { EnvironmentFile } from './findings';

/** Addresses that hosts ask for: each in a subnet of its host, and no two alike. */
export function hostAddressFindings(environment: EnvironmentFile): readonly Finding[] {
  const asked = environment.hosts.machines.flatMap((host, index) =>
    Object.entries(host.privateAddresses).map(([zone, address]) => ({ host, index, zone, address })),
  );
  return [
    ...familyFindings(environment),
    ...asked.flatMap(({ host, index, zone, address }, at) => {
      const path = ['hosts', 'machines', index, 'privateAddresses', zone];
      const twin = asked.slice(0, at).find((other) => other.address === address);
      if (!host.zones.includes(zone)) {
        return [
          {
            path,
            reason: `${zone} is not a zone of this host`,
            remedy: `write one of: ${host.zones.join(', ')}`,
          },
        ];
      }
      const block = hostSubnets({ ...host, zones: [zone] }, environment)[0]?.ipv4Block ?? '';
      return [
        ...findingIf(
          !isFree(address, block),
          path,
          `${address} is no address that AWS gives to machines in ${block}, the host’s subnet in ${zone}`,
          'choose one of its addresses besides the first four and the last',
        ),
        ...findingIf(
          twin !== undefined,
          path,
          `${address} is the address of host ${twin?.host.name ?? ''} in ${twin?.zone ?? ''}`,
          'give each machine an address of its own',
        ),
      ];
    }),
  ];
}

/** An IPv6 address needs a network that has them, and no mail host can use one. */
function familyFindings({ hosts, network, mail }: EnvironmentFile): readonly Finding[] {
  const own = findOwnMail({ mail });
  return hosts.machines.flatMap(({ name, address }, index) => {
    if (address === 'private' || address.addressFamily === 'ipv4') return [];
    const path = ['hosts', 'machines', index, 'address', 'addressFamily'];
    return [
      ...findingIf(
        network.addressFamily === 'ipv4',
        path,
        'is dual-stack, and the network has no IPv6',
        'write network.addressFamily: dual-stack, or leave it out',
      ),
      ...findingIf(
        name === own?.machine,
        path,
        'is dual-stack on the mail host, and AWS names no IPv6 address of Amazon, so that others refuse its mail',
        'leave it out: mail is sent and received by IPv4',
      ),
    ];
  });
}

/**
 * Whether a machine can have an address of a subnet: AWS keeps the first four and the last for itself. Source: Amazon VPC user guide,
 * "Subnet CIDR blocks".
 */
function isFree(address: string, block: string): boolean {
  const [network, prefix] = ipaddr.IPv4.parseCIDR(block);
  const parsed = ipaddr.IPv4.parse(address);
  if (!parsed.match(network, prefix)) return false;
  const offset = toNumber(parsed) - toNumber(network);
  return offset >= 4 && offset < 2 ** (32 - prefix) - 1;
}

const toNumber = (address: ipaddr.IPv4): number =>
  address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
