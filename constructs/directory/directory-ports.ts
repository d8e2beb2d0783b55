/** Who calls a port of a replica: members are machines of the realm, readers ask for people and groups alone. */
export type DirectoryCaller = 'member' | 'reader' | 'replica' | 'balancer';

/** A port at which a replica answers. */
export interface DirectoryPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly purpose: string;
  readonly callers: readonly DirectoryCaller[];
}

const row = (
  protocol: DirectoryPort['protocol'],
  port: number,
  purpose: string,
  ...callers: readonly DirectoryCaller[]
): DirectoryPort => ({ protocol, port, purpose, callers });

/**
 * The ports of FreeIPA. None is for DNS, as the VPC's resolver answers with private zones, and none for SSH, as replicas join without
 * a check of their connections. Sources: freeipa/freeipa, install/tools/ipa-replica-conncheck.in, BASE_PORTS; Red Hat, "Installing
 * Identity Management", 9, for 8443, which is used while a replica gets a certificate authority of its own.
 */
export const directoryPorts: readonly DirectoryPort[] = [
  row('tcp', 80, 'Certificate of the authority, revocations', 'member', 'replica'),
  row('tcp', 443, 'Web pages, API, certificates', 'member', 'replica', 'balancer'),
  row('tcp', 389, 'LDAP with StartTLS, replication', 'member', 'replica'),
  row('tcp', 636, 'LDAP over TLS', 'reader', 'member', 'replica'),
  row('tcp', 88, 'Kerberos: tickets', 'member', 'replica'),
  row('udp', 88, 'Kerberos: tickets', 'member', 'replica'),
  row('tcp', 464, 'Kerberos: passwords', 'member', 'replica'),
  row('udp', 464, 'Kerberos: passwords', 'member', 'replica'),
  row('tcp', 8443, 'Certificate authority, while a replica joins', 'replica'),
];

/** The ports that a caller needs. */
export const portsFor = (caller: DirectoryCaller): readonly DirectoryPort[] =>
  directoryPorts.filter(({ callers }) => callers.includes(caller));
