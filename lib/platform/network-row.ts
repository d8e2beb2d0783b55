import { denySlots } from '../../model/deny-slots';
import { denyListName } from '../../model/edge-names';
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
      network,
      infraId: facts.infraId,
      interfaceEndpoints: network.interfaceEndpoints,
      flowLogs: { bucketName: names.bucket('flow-logs'), ...network.flowLogs },
      cdnRanges: 'none' in edge.cdn ? { ipv4: [], ipv6: [] } : edge.cdn.ranges,
      denyList: { name: denyListName(place.environment), slots: denySlots(edge.denied, network.addressFamily) },
    }),
});
