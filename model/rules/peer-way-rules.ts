import { containsBlock } from '../address-blocks';
import { didYouMean } from '../did-you-mean';
import type { HostEntry } from '../environment';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';
import {
  isGatewayHost,
  peerBlocks,
  peerNames,
  sharesAddress,
  type PeerAnswer,
  type PeerReach,
  type WireGuardPeer,
} from '../wireguard';
import type { EnvironmentFile } from './findings';
import { unpassedFindings } from './unpassed-rules';

/** What a peer calls here and answers there: hosts and ports that exist, each once. */
export function peerWayFindings(
  peer: WireGuardPeer,
  path: readonly PathStep[],
  environment: EnvironmentFile,
): readonly Finding[] {
  const { reaches, answers } = peer;
  const { asks, isAsked } = peerNames(peer, environment);
  return [
    ...reaches.flatMap((reach, at) => [
      ...findingIf(
        reaches.slice(0, at).some((other) => wayKey(other) === wayKey(reach)),
        [...path, 'reaches', at],
        'is there twice',
        'keep it in one place',
      ),
      ...reachFindings(reach, peer, [...path, 'reaches', at], environment),
    ]),
    ...answers.flatMap((answer, at) => [
      ...findingIf(
        answers.slice(0, at).some((other) => JSON.stringify(other) === JSON.stringify(answer)),
        [...path, 'answers', at],
        'is there twice',
        'keep it in one place',
      ),
      ...callerFindings(answer, [...path, 'answers', at, 'from', 'hosts'], environment),
    ]),
    ...unpassedFindings(peer, path, environment),
    ...findingIf(
      reaches.length === 0 && answers.length === 0 && !asks && !isAsked,
      path,
      'may call nothing, and nothing calls it',
      'say what it reaches or answers, or leave it out',
    ),
  ];
}

const wayKey = (reach: PeerReach): string =>
  typeof reach === 'string' ? reach : `${reach.host} ${reach.protocol} ${reach.port}`;

function reachFindings(
  reach: PeerReach,
  peer: WireGuardPeer,
  path: readonly PathStep[],
  environment: EnvironmentFile,
): readonly Finding[] {
  if (reach === 'directory') return directoryFindings(peer, path, environment);
  if (reach === 'logs') return logFindings(peer, path, environment);
  if (typeof reach === 'string') return [];
  const { machines } = environment.hosts;
  const host = machines.find(({ name }) => name === reach.host);
  if (host === undefined) return [noHost(reach.host, [...path, 'host'], machines)];
  const answers = host.ports.filter(
    ({ port, lastPort = port, protocol }) =>
      port <= reach.port && reach.port <= lastPort && protocol === reach.protocol,
  );
  return [
    ...findingIf(
      isGatewayHost(environment, host),
      [...path, 'host'],
      `${reach.host} is the pair of gateways, which answers at the port of the tunnel alone`,
      'name another host',
    ),
    ...findingIf(
      answers.length === 0 && !isGatewayHost(environment, host),
      [...path, 'port'],
      `${reach.host} does not answer at ${reach.protocol} ${reach.port}`,
      host.ports.length === 0
        ? `add the port to hosts.machines, from: tunnel if nobody else calls it`
        : `write one of its ports: ${host.ports.map(({ port, protocol }) => `${protocol} ${port}`).join(', ')}`,
    ),
  ];
}

/** The receiver of logs takes them from blocks that its entry names. */
function logFindings(
  peer: WireGuardPeer,
  path: readonly PathStep[],
  { logs: { syslog } }: EnvironmentFile,
): readonly Finding[] {
  if (syslog === undefined) {
    return [
      {
        path,
        reason: 'there is no receiver of logs',
        remedy: 'write logs.syslog, with the blocks of the peer in from',
      },
    ];
  }
  const missing = peerBlocks(peer).filter(
    (block) => !block.includes(':') && !syslog.from.some((outer) => containsBlock(outer, block)),
  );
  return findingIf(
    missing.length > 0,
    path,
    `the receiver of logs takes none from ${missing.join(', ')}`,
    `add ${missing.join(', ')} to logs.syslog.from`,
  );
}

/** The directory answers blocks that an entry of its clients names. */
function directoryFindings(
  peer: WireGuardPeer,
  path: readonly PathStep[],
  { directory }: EnvironmentFile,
): readonly Finding[] {
  if (directory === undefined) {
    return [{ path, reason: 'there is no directory', remedy: 'declare it under directory, or leave the entry out' }];
  }
  const named = directory.clients.flatMap(({ from }) => (typeof from === 'object' ? from.blocks : []));
  const own = peerBlocks(peer).filter((block) => !block.includes(':'));
  return findingIf(
    !named.some((block) => sharesAddress(peer, block)),
    path,
    `no client of the directory has an address of ${peer.name}`,
    `add { from: { blocks: [<addresses>] }, as: member } or as: reader to directory.clients, with those of ${own.join(', ')} that call it`,
  );
}

const callerFindings = (
  { from }: PeerAnswer,
  path: readonly PathStep[],
  { hosts: { machines } }: EnvironmentFile,
): readonly Finding[] =>
  from === 'cluster'
    ? []
    : from.hosts.flatMap((name, at) => [
        ...(machines.some((host) => host.name === name) ? [] : [noHost(name, [...path, at], machines)]),
        ...findingIf(from.hosts.indexOf(name) < at, [...path, at], `repeats ${name}`, 'name each host once'),
      ]);

function noHost(name: string, path: readonly PathStep[], machines: readonly HostEntry[]): Finding {
  const names = machines.map((host) => host.name);
  const remedy = names.length === 0 ? 'add it to hosts.machines' : `write one of: ${names.join(', ')}`;
  return { path, reason: `${name} is not a host of hosts.machines`, remedy: didYouMean(name, names, remedy) };
}
