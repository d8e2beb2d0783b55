import { exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

interface Peer {
  readonly publicKey?: string;
  readonly allowed?: readonly string[];
  readonly reaches?: readonly object[];
  readonly resolver?: string;
}

const rsync = { blocks: ['10.0.20.0/22'], protocol: 'tcp', port: 873 };

const peer = ({ publicKey = 'a', allowed = ['10.8.0.3/32'], reaches = [rsync], ...rest }: Peer) =>
  exampleTemplate('PeerLab', {
    Type: 'AWS::SSM::Parameter',
    Properties: {
      Name: '/test/wireguard/peers/lab',
      Type: 'String',
      Value: JSON.stringify({ name: 'lab', publicKey, allowed, reaches, ...rest }),
    },
  });
const lines = (before: Peer, after: Peer) => findingLines({ before: peer(before), after: peer(after) });
const other = exampleTemplate('Other', { Type: 'AWS::SNS::Topic', Properties: {} });

test.each<[string, Peer, Peer, string]>([
  ['another key', {}, { publicKey: 'b' }, 'is let in by another key'],
  [
    'more addresses',
    {},
    { allowed: ['10.8.0.3/32', '192.168.0.0/16'] },
    'may come from 10.8.0.3/32, 192.168.0.0/16 in place of 10.8.0.3/32',
  ],
  ['another port', {}, { reaches: [rsync, { ...rsync, port: 22 }] }, 'reaches 10.0.20.0/22 at tcp 22'],
  ['more hosts', {}, { reaches: [{ ...rsync, blocks: ['10.0.0.0/16'] }] }, 'reaches 10.0.0.0/16 at tcp 873'],
  [
    'every port',
    {},
    { reaches: [{ blocks: rsync.blocks, protocol: 'tcp' }] },
    'reaches 10.0.20.0/22 at tcp, every port',
  ],
  ['names', {}, { resolver: '10.0.0.2' }, 'asks the name server of the VPC'],
])('a peer that gets %s is told', (_, before, after, what) => {
  expect(lines(before, after)).toEqual([`lets-in: peer lab of the tunnel ${what}`]);
});

test('a new peer is one finding with everything, and one that is gone an interruption', () => {
  expect(findingLines({ before: other, after: { ...other, ...peer({ resolver: '10.0.0.2' }) } })).toContain(
    'lets-in: peer lab of the tunnel is let in, with the addresses 10.8.0.3/32, reaches 10.0.20.0/22 at tcp 873, asks the name server of the VPC',
  );
  expect(findingLines({ before: peer({}), after: other })).toContain(
    'interrupts: peer lab of the tunnel is let in no more',
  );
});

test('less is no finding, and neither is the same in other blocks', () => {
  const wide: Peer = { allowed: ['192.168.0.0/16'], reaches: [{ blocks: ['10.0.0.0/16'], protocol: 'tcp' }] };
  expect(lines(wide, { allowed: ['192.168.1.0/24'], reaches: [rsync] })).toEqual([]);
  const halves = ['10.0.0.0/17', '10.0.128.0/17'];
  expect(lines(wide, { ...wide, reaches: [{ blocks: halves, protocol: 'tcp' }] })).toEqual([]);
});
