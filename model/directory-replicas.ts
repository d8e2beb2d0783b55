import ipaddr from 'ipaddr.js';
import type { Environment } from './environment';
import { planSubnets, type PlannedSubnet } from './formats/subnet-plan';

/** The directory as an environment declares it. */
export type DirectoryDeclaration = NonNullable<Environment['directory']>;

/** A server of the directory. */
export interface DirectoryReplica {
  /** Name of its machine: `<directory>-<zone letter>`. */
  readonly machine: string;
  readonly zone: string;
  /** Its name in DNS. */
  readonly fullName: string;
  /** Its IPv4 address: planned, as others and the zone of its reverse name have it before it is made. */
  readonly address: string;
  readonly generation: number;
}

/** Offset of a replica's address in its subnet; AWS keeps the first four. */
const addressOffset = 10;

/** The replicas of a directory, by the order of its zones. */
export const directoryReplicas = (
  { name, domain, zones, generations }: Pick<DirectoryDeclaration, 'name' | 'domain' | 'zones' | 'generations'>,
  { block }: Pick<Environment['network'], 'block'>,
): readonly DirectoryReplica[] =>
  directorySubnets({ zones }, { block }).map(({ zone, ipv4Block }) => {
    const machine = `${name}-${zone.slice(-1)}`;
    return {
      machine,
      zone,
      fullName: `${machine}.${domain}`,
      address: addressIn(ipv4Block),
      generation: generations[zone] ?? 1,
    };
  });

/** The subnets in which the replicas are, and nothing else. */
export const directorySubnets = (
  { zones }: Pick<DirectoryDeclaration, 'zones'>,
  { block }: Pick<Environment['network'], 'block'>,
): readonly PlannedSubnet[] => planSubnets(block, zones, ['directory']);

function addressIn(block: string): string {
  const bytes = ipaddr.IPv4.parseCIDR(block)[0].toByteArray();
  return [...bytes.slice(0, 3), (bytes[3] ?? 0) + addressOffset].join('.');
}

/** Name of the private zone that has only the reverse name of an address. */
export const reverseName = (address: string): string => `${address.split('.').toReversed().join('.')}.in-addr.arpa`;

/** Kerberos realm of a domain. */
export const kerberosRealm = (domain: string): string => domain.toUpperCase();

/** Distinguished name at which the tree of a domain begins. */
export const domainDn = (domain: string): string =>
  domain
    .split('.')
    .map((label) => `dc=${label}`)
    .join(',');

/** Distinguished name of a system account of FreeIPA. Source: freeipa.org, "HowTo/LDAP". */
export const systemAccountDn = (name: string, baseDn: string): string => `uid=${name},cn=sysaccounts,cn=etc,${baseDn}`;
