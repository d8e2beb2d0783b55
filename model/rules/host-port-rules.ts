import type { HostEntry } from '../environment';
import { didYouMean } from '../did-you-mean';
import { findingIf, type Finding } from '../finding';
import { hostSubnets } from '../host-machines';
import type { PathStep } from '../problem';
import type { EnvironmentFile } from './findings';
import { blocksOverlap } from '../address-blocks';

type HostPort = HostEntry['ports'][number];

/** Ports at which hosts answer and call: from hosts that exist, none twice, none for logging in. */
export function hostPortFindings(environment: EnvironmentFile): readonly Finding[] {
  const { machines } = environment.hosts;
  const names = machines.map(({ name }) => name);
  return machines.flatMap((host, index) => {
    const path = ['hosts', 'machines', index];
    return [
      ...host.ports.flatMap((port, at) => portFindings(port, host, names, [...path, 'ports', at])),
      ...[...host.ports, ...host.calls].flatMap(({ port, lastPort = port }, at) =>
        findingIf(
          lastPort < port,
          at < host.ports.length
            ? [...path, 'ports', at, 'lastPort']
            : [...path, 'calls', at - host.ports.length, 'lastPort'],
          `is below port ${port}`,
          'write the first port of the range as port, and the last one as lastPort',
        ),
      ),
      ...host.ports.flatMap((port, at) => {
        const twin = host.ports.slice(0, at).findIndex((other) => isTwin(port, other));
        return findingIf(
          twin !== -1,
          [...path, 'ports', at, 'port'],
          `is opened for the same callers by ports[${twin}]`,
          'keep it in one place',
        );
      }),
      ...host.ports.flatMap((port, at) => peerFindings(port, host, environment, [...path, 'ports', at])),
      ...logFindings(host, environment, path),
    ];
  });
}

function portFindings(
  { port, lastPort = port, protocol, from }: HostPort,
  { name, address }: HostEntry,
  names: readonly string[],
  path: readonly PathStep[],
): readonly Finding[] {
  const others = typeof from === 'object' && 'hosts' in from ? from.hosts : [];
  return [
    ...findingIf(
      protocol === 'TCP' && port <= 22 && lastPort >= 22,
      [...path, 'port'],
      'opens port 22, which is for logging in',
      'leave it out: people reach the host by what access says, and no port is open for it',
    ),
    ...findingIf(
      from === 'internet' && address === 'private',
      [...path, 'from'],
      'is the internet, which does not reach a private address',
      'write address: { public: <reason> }, or name who calls from inside',
    ),
    ...others.flatMap((other, index) =>
      findingIf(
        !names.includes(other),
        [...path, 'from', 'hosts', index],
        `${other} is not a host of hosts.machines`,
        didYouMean(other, names, `write one of: ${names.join(', ')}`),
      ),
    ),
    ...others.flatMap((other, index) =>
      findingIf(
        others.indexOf(other) < index,
        [...path, 'from', 'hosts', index],
        `repeats ${name === other ? 'the host itself' : other}`,
        'name each host once',
      ),
    ),
  ];
}

/** A port for peers of the tunnel that none of them reaches. */
function peerFindings(
  { from, port, lastPort = port, protocol }: HostPort,
  { name }: HostEntry,
  { access }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const reached = (access.wireguard?.peers ?? []).some(({ reaches }) =>
    reaches.some(
      (reach) =>
        typeof reach === 'object' &&
        reach.host === name &&
        reach.protocol === protocol &&
        port <= reach.port &&
        reach.port <= lastPort,
    ),
  );
  return findingIf(
    from === 'tunnel' && !reached,
    [...path, 'from'],
    'is the peers of the tunnel, and none of them reaches the port',
    'write it under reaches of a peer in access.wireguard, or leave the port out',
  );
}

/** Whether two entries open a port for the same callers. */
function isTwin(one: HostPort, other: HostPort): boolean {
  const overlap = one.port <= (other.lastPort ?? other.port) && other.port <= (one.lastPort ?? one.port);
  return overlap && one.protocol === other.protocol && sharesCallers(one.from, other.from);
}

function sharesCallers(one: HostPort['from'], other: HostPort['from']): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  if ('hosts' in one) return 'hosts' in other && one.hosts.some((name) => other.hosts.includes(name));
  return 'blocks' in other && one.blocks.some((block) => other.blocks.some((each) => blocksOverlap(block, each)));
}

/** A log receiver that does not take the logs of a host, which would wait on its disk for ever. */
function logFindings(host: HostEntry, environment: EnvironmentFile, path: readonly PathStep[]): readonly Finding[] {
  const { syslog } = environment.logs;
  if (syslog === undefined) return [];
  const known = host.zones.filter((zone) => environment.zones.includes(zone));
  return hostSubnets({ ...host, zones: known }, environment)
    .filter(({ ipv4Block }) => !syslog.from.some((block) => contains(block, ipv4Block)))
    .map(({ ipv4Block, zone }) => ({
      path: [...path, 'zones', host.zones.indexOf(zone)],
      reason: `the receiver of logs takes none from ${ipv4Block}, the host’s subnet there`,
      remedy: `add ${ipv4Block} to logs.syslog.from`,
    }));
}

const contains = (block: string, inner: string): boolean =>
  Number(block.split('/')[1]) <= Number(inner.split('/')[1]) && blocksOverlap(block, inner);
