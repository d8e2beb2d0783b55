import { containsBlock } from '../address-blocks';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';
import { peerBlocks, type WireGuardPeer } from '../wireguard';
import type { EnvironmentFile } from './findings';

/**
 * Rules that name addresses of a peer for what the gateways of the tunnel do not pass: they pass what a peer reaches and answers, and
 * everything else would wait for an answer for ever.
 */
export function unpassedFindings(
  peer: WireGuardPeer,
  path: readonly PathStep[],
  environment: EnvironmentFile,
): readonly Finding[] {
  const { directory, logs } = environment;
  const clients = (directory?.clients ?? []).flatMap(({ from }) => (typeof from === 'object' ? from.blocks : []));
  return [
    ...[
      { reach: 'directory', named: clients, place: 'directory.clients' } as const,
      { reach: 'logs', named: logs.syslog?.from ?? [], place: 'logs.syslog.from' } as const,
    ].flatMap(({ reach, named, place }) => {
      const own = named.find((block) => isBehind(peer, block));
      return findingIf(
        own !== undefined && !peer.reaches.includes(reach),
        path,
        `has ${own ?? ''}, which ${place} names, and the gateways pass nothing from it there`,
        `add ${reach} to its reaches`,
      );
    }),
    ...hostFindings(peer, environment),
  ];
}

/** Ports of hosts that let in addresses of a peer, and calls of hosts to them. */
const hostFindings = (peer: WireGuardPeer, { hosts }: EnvironmentFile): readonly Finding[] =>
  hosts.machines.flatMap(({ name, ports, calls }, index) => [
    ...ports.flatMap(({ port, protocol, from }, at) => {
      const own =
        typeof from === 'object' && 'blocks' in from ? from.blocks.find((block) => isBehind(peer, block)) : undefined;
      return findingIf(
        own !== undefined &&
          !peer.reaches.some((reach) => typeof reach === 'object' && reach.host === name && reach.port === port),
        ['hosts', 'machines', index, 'ports', at, 'from'],
        `names ${own ?? ''}, which is behind the tunnel, and the gateways pass nothing from there`,
        `write from: tunnel, and { host: ${name}, port: ${port}, protocol: ${protocol} } under reaches of the peer ${peer.name}`,
      );
    }),
    ...calls.flatMap(({ port, protocol, to }, at) => {
      const own = to === 'internet' ? undefined : to.blocks.find((block) => isBehind(peer, block));
      return findingIf(
        own !== undefined &&
          !peer.answers.some(
            ({ from, ...answer }) => from !== 'cluster' && from.hosts.includes(name) && answer.port === port,
          ),
        ['hosts', 'machines', index, 'calls', at, 'to'],
        `names ${own ?? ''}, which is behind the tunnel, and the gateways pass nothing to there`,
        `add { port: ${port}, protocol: ${protocol}, from: { hosts: [${name}] } } to answers of the peer ${peer.name}`,
      );
    }),
  ]);

const isBehind = (peer: WireGuardPeer, block: string): boolean =>
  peerBlocks(peer).some((own) => containsBlock(own, block));
