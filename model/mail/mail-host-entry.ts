import type { HostEntry } from '../environment';
import type { EnvironmentFile } from '../rules/findings';
import { mailPorts } from './mail-ports';
import { findOwnMail } from './own-mail';

/** Packages of Debian that a mail host needs. */
export const mailPackages = ['dovecot-core', 'lego', 'postfix', 'redis-server', 'rspamd', 'unbound'] as const;

/** Folder of Postfix's queue, which is on a disk that outlives the machine. */
export const mailQueueFolder = '/var/spool/postfix';

/** Returns the environment with what its mail host needs in the entry of its host: ports, calls and packages. */
export function withMailHost(environment: EnvironmentFile): EnvironmentFile {
  const mail = findOwnMail(environment);
  if (mail === undefined) return environment;
  const { hosts } = environment;
  const machines = hosts.machines.map((host) =>
    host.name === mail.machine
      ? {
          ...host,
          ports: [...host.ports, ...mailHostPorts(environment)],
          calls: [...host.calls, ...mailHostCalls(environment)],
          packages: [...new Set([...mailPackages, ...host.packages])],
        }
      : host,
  );
  return { ...environment, hosts: { ...hosts, machines } };
}

function mailHostPorts({ edge }: EnvironmentFile): HostEntry['ports'] {
  const blocks = edge.peers.flatMap(({ block }) => (block.includes(':') ? [] : [block]));
  const port = (number: number, from: HostEntry['ports'][number]['from'], because: string) => ({
    port: number,
    protocol: 'TCP' as const,
    from,
    because,
  });
  return [
    port(mailPorts.servers, 'internet', 'Other mail servers bring mail'),
    ...[mailPorts.submission, mailPorts.submissions].flatMap((number) => [
      port(number, 'cluster', 'Services send their mail'),
      ...(blocks.length === 0 ? [] : [port(number, { blocks }, 'Peers send mail with an account')]),
    ]),
  ];
}

function mailHostCalls(environment: EnvironmentFile): HostEntry['calls'] {
  const { network } = environment;
  const call = (port: number, protocol: 'TCP' | 'UDP', because: string) => ({
    port,
    protocol,
    to: 'internet' as const,
    because,
  });
  const lists = new Set(
    findOwnMail(environment)?.domains.flatMap(({ delivers }) => (delivers === 'aliases' ? [] : [delivers.port])),
  );
  return [
    call(mailPorts.servers, 'TCP', 'Mail to other servers'),
    call(53, 'UDP', 'It asks the name servers of senders itself: lists of bad senders answer no shared resolver'),
    call(53, 'TCP', 'Long answers of name servers'),
    ...[...lists]
      .filter((port) => ![mailPorts.servers, 80, 443].includes(port))
      .map((port) => ({
        port,
        protocol: 'TCP' as const,
        to: { blocks: [network.block] },
        because: 'The server of mailing lists',
      })),
  ];
}
