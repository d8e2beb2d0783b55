import { shortList } from '../../short-list';
import type { ResourceChange } from '../changes';
import { exampleTemplate } from '../example-files';
import { addressWords, parseBlocks } from '../network/addresses';
import { areCovered } from '../network/boxes';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { tunnelPeer, type RenderedPeer, type PeerWay } from '../../tunnel-peer';

/** A peer of the WireGuard tunnel that comes, gets another key, more addresses, or reaches more. */
export const widerTunnelRule: ReviewRule = {
  id: 'wider-tunnel',
  finds: 'a peer of the WireGuard tunnel that is new, has another key or more addresses, or reaches more than before',
  class: 'lets-in',
  why: 'A peer is inside of the network, and nothing but its key says who it is.',
  remedy:
    'Check the key with the people of the peer by another way than the change, and let the peer reach the ports it needs.',
  dangerous: { before: peer(['10.8.0.3/32'], 873), after: peer(['10.8.0.3/32', '192.168.0.0/16'], 873) },
  harmless: { before: peer(['10.8.0.3/32', '192.168.0.0/16'], 873), after: peer(['10.8.0.3/32'], 873) },
  findings: ({ resources }) => resources.filter(({ type }) => type === 'AWS::SSM::Parameter').flatMap(peerFindings),
};

function peerFindings(change: ResourceChange): readonly RuleFinding[] {
  const [before, after] = [tunnelPeer(change.before), tunnelPeer(change.after)];
  const { name } = after ?? before ?? {};
  if (name === undefined) return [];
  const common = { layer: 'aws' as const, subject: `peer ${name} of the tunnel` };
  if (after === undefined) {
    const why = 'Whoever is behind it gets no answer from the deploy on.';
    return [{ ...common, class: 'interrupts', what: 'is let in no more', why, targets: [{ change }] }];
  }
  const targets = before === undefined ? [{ change }] : targetsAt(change, change.differences);
  return widenings(before, after).map((what) => ({ ...common, class: 'lets-in', what, targets }));
}

function widenings(before: RenderedPeer | undefined, after: RenderedPeer): readonly string[] {
  const reached = after.reaches.filter((way) => !isReached(way, before?.reaches ?? []));
  const ways = reached.length === 0 ? [] : [`reaches ${shortList(reached.map(wayWords), 3)}`];
  const names =
    after.resolver !== undefined && before?.resolver === undefined ? ['asks the name server of the VPC'] : [];
  if (before === undefined) {
    return [
      [`is let in, with the addresses ${addressWords(parseBlocks(after.allowed))}`, ...ways, ...names].join(', '),
    ];
  }
  return [
    ...(before.publicKey === after.publicKey ? [] : ['is let in by another key']),
    ...(areWithin(after.allowed, before.allowed)
      ? []
      : [
          `may come from ${addressWords(parseBlocks(after.allowed))} in place of ${addressWords(parseBlocks(before.allowed))}`,
        ]),
    ...ways,
    ...names,
  ];
}

const areWithin = (blocks: readonly string[], others: readonly string[]): boolean =>
  areCovered(
    parseBlocks(blocks).map((each) => [each]),
    parseBlocks(others).map((each) => [each]),
  );

const isReached = (way: PeerWay, before: readonly PeerWay[]): boolean =>
  areWithin(
    way.blocks,
    before
      .filter(({ protocol, port }) => protocol === way.protocol && (port === undefined || port === way.port))
      .flatMap(({ blocks }) => blocks),
  );

const wayWords = ({ blocks, protocol, port }: PeerWay): string =>
  `${addressWords(parseBlocks(blocks))} at ${protocol}${port === undefined ? ', every port' : ` ${port}`}`;

function peer(allowed: readonly string[], port: number): ReviewRule['dangerous']['before'] {
  const reaches = [{ blocks: ['10.0.20.0/22'], protocol: 'tcp', port }];
  const Value = JSON.stringify({ name: 'lab', publicKey: `${'A'.repeat(43)}=`, allowed, reaches });
  const Properties = { Name: '/test/wireguard/peers/lab', Type: 'String', Value };
  return exampleTemplate('PeerLab', { Type: 'AWS::SSM::Parameter', Properties });
}
