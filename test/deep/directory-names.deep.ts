import { resolve } from 'node:path';
import { directorySpec } from '../../lib/platform/directory';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import { DebianSystem } from './directory/debian-system';

const spec = directorySpec(load(fullEnvironment).environment, {});
const realm = 'INTERNAL.COMMONS.EXAMPLE';
const [first = '', second = ''] = spec?.replicas.map(({ machine }) => machine.privateAddress ?? '') ?? [];

/** The records as they are rendered, in the words of dnsmasq. */
const records = [
  ...(spec?.records ?? []).flatMap(({ name, type, values }) =>
    values.map((value) => {
      const [priority = '', weight = '', port = '', target = ''] = value.split(' ');
      if (type === 'SRV') return `srv-host=${name},${target.replace(/\.$/, '')},${port},${priority},${weight}`;
      return type === 'TXT' ? `txt-record=${name},${value}` : `address=/${name}/${value}`;
    }),
  ),
  ...(spec?.replicas ?? []).map(({ reverseName, fullName }) => `ptr-record=${reverseName},${fullName}`),
];

const system = new DebianSystem({
  folder: resolve('node_modules/.cache/directory/names'),
  packages: [
    'krb5-kdc',
    'krb5-user',
    'krb5-admin-server',
    'dnsmasq-base',
    'iproute2',
    'bash',
    'coreutils',
    'libc-bin',
    'base-files',
  ],
  hosts: [],
  network: 'own',
});

/** A Kerberos server for each address, all with the same people, as replicas have them. */
const servers = [first, second].map((address, index) => {
  const name = `kdc-${index}`;
  system.write(
    `tmp/${name}.conf`,
    `[realms]
${realm} = {
  database_name = /tmp/principal
  key_stash_file = /tmp/stash
  kdc_listen = ${address}:88
  kdc_tcp_listen = ${address}:88
}
[logging]
kdc = FILE:/tmp/${name}.log
`,
  );
  return name;
});
system.write('etc/resolv.conf', 'nameserver 127.0.0.1\n');
// A client that knows nothing but how to ask for names.
system.write(
  'etc/krb5.conf',
  '[libdefaults]\ndns_lookup_kdc = true\ndns_lookup_realm = true\ndns_canonicalize_hostname = false\n',
);
system.write('tmp/dnsmasq.conf', ['no-hosts', 'no-resolv', 'port=53', ...records, ''].join('\n'));

const begin = `set -e
ip link set lo up
for address in ${first} ${second}; do ip address add $address/32 dev lo; done
# In its mode for debugging it keeps its user, which is the only one here.
dnsmasq --no-daemon --user=root --conf-file=/tmp/dnsmasq.conf --listen-address=127.0.0.1 --bind-interfaces >/tmp/dnsmasq.log 2>&1 &
export KRB5_KDC_PROFILE=/tmp/${servers[0] ?? ''}.conf
rm -f /tmp/principal* /tmp/stash /tmp/kdc-*.log /run/kdc-*.pid
kdb5_util create -s -r ${realm} -P master
for principal in member host/idm-b.internal.commons.example; do kadmin.local -r ${realm} addprinc -pw password $principal; done
for name in ${servers.join(' ')}; do KRB5_KDC_PROFILE=/tmp/$name.conf krb5kdc -r ${realm} -P /run/$name.pid; done
# They write who they are only after the command has returned.
for name in ${servers.join(' ')}; do until [ -s /run/$name.pid ]; do sleep 0.05; done; done
log_in() { echo password | timeout 60 kinit.mit member@${realm} && echo "logged in" || echo "refused"; }
`;
const run = (script: string) => system.run(`${begin}\n${script}`).output;

test('a machine finds Kerberos, a ticket for a replica and the names of addresses by the records alone', () => {
  const output = run(`log_in
timeout 60 kvno host/idm-b.internal.commons.example@
getent hosts ${first}
getent ahostsv4 ipa-ca.internal.commons.example | cut --delimiter=' ' --fields=1 | sort --unique`);
  expect(output).toContain('logged in');
  expect(output).toMatch(/host\/idm-b\.internal\.commons\.example@.*: kvno = \d/);
  expect(output).toMatch(new RegExp(`${first}\\s+idm-b\\.internal\\.commons\\.example`));
  expect(output).toContain(`${[first, second].sort().join('\n')}\n`);
});

test.each([0, 1])('it logs in while server %i is dead, and not while both are', (dead) => {
  const output = run(`kill $(cat /run/kdc-${dead}.pid); sleep 0.5
log_in; kill $(cat /run/kdc-${1 - dead}.pid); sleep 0.5; log_in`);
  expect(output.match(/logged in|refused/g)).toEqual(['logged in', 'refused']);
});
