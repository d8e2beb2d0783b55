import type { OriginCallers } from '../../constructs/network/origin-callers';
import { denySlots } from '../../model/deny-slots';
import { denyListName } from '../../model/edge-names';
import { addressPoolFor } from '../../model/address-pool';
import type { Environment } from '../../model/environment';
import { NetworkStack } from '../stacks/network-stack';
import { always, stackRow } from './stack-row';

export const networkRow = stackRow({
  noun: 'network',
  stack: NetworkStack,
  when: always,
  needs: [],
  uses: [],
  after: [],
  make: ({ app, place, names, environment: { network, edge }, facts }) =>
    new NetworkStack(app, place.stackName, {
      ...place,
      network: { ...network, natAddressPool: addressPoolFor('nat', network), originCallers: toOriginCallers(edge) },
      infraId: facts.infraId,
      interfaceEndpoints: network.interfaceEndpoints,
      flowLogs: { bucketName: names.bucket('flow-logs'), ...network.flowLogs },
      denyList: { name: denyListName(place.environment), slots: denySlots(edge.denied, network.addressFamily) },
    }),
});

const toOriginCallers = ({ cdn, peers }: Environment['edge']): OriginCallers | undefined =>
  'none' in cdn ? undefined : { cdn: [...cdn.ranges.ipv4, ...cdn.ranges.ipv6], peers: peers.map(({ block }) => block) };
