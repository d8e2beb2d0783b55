import { portsFor } from '../../constructs/directory/directory-ports';
import { kerberosRealm, type DirectoryDeclaration, type DirectoryReplica } from '../../model/directory-replicas';
import type { DirectoryRecord } from '../stacks/directory-stack';

/** Services that clients look up by SRV records, by the port at which they are. */
const services: readonly { readonly port: number; readonly names: readonly string[] }[] = [
  { port: 389, names: ['_ldap'] },
  { port: 88, names: ['_kerberos', '_kerberos-master'] },
  { port: 464, names: ['_kpasswd'] },
];

/**
 * Records by which clients find the replicas: one for each service and protocol, the realm, and the name at which certificates say
 * that revocations are. Route 53 has no URI records, which newer clients ask for first. Source: freeipa/freeipa,
 * ipaserver/dns_data_management.py.
 */
export function replicaRecords(
  { domain }: Pick<DirectoryDeclaration, 'domain'>,
  replicas: readonly DirectoryReplica[],
): readonly DirectoryRecord[] {
  const addresses = replicas.map(({ address }) => address);
  const open = portsFor('member');
  return [
    ...replicas.map(({ fullName, address }): DirectoryRecord => ({ name: fullName, type: 'A', values: [address] })),
    { name: `ipa-ca.${domain}`, type: 'A', values: addresses },
    { name: `_kerberos.${domain}`, type: 'TXT', values: [`"${kerberosRealm(domain)}"`] },
    ...services.flatMap(({ port, names }) =>
      open
        .filter((each) => each.port === port)
        .flatMap(({ protocol }) =>
          names.map((name): DirectoryRecord => ({
            name: `${name}._${protocol}.${domain}`,
            type: 'SRV',
            values: replicas.map(({ fullName }) => `0 100 ${port} ${fullName}.`),
          })),
        ),
    ),
  ];
}
