import { z } from 'zod';
import { canonical } from '../difference';
import { exampleTemplate } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/** A network load balancer or NAT gateway that gets another Elastic IP address. */
export const anotherAddressRule: ReviewRule = {
  id: 'another-address',
  finds: 'a network load balancer or NAT gateway that gets another public address',
  class: 'interrupts',
  why: 'AWS gives a network load balancer its addresses when it is made and refuses to change them, so the deploy rolls back; a NAT gateway is made anew. Others have the addresses in DNS, host keys and allow lists.',
  remedy:
    'Choose network.addressPool before a balancer is made, or remove the balancer and make it again on a day that people know of. Tell partners the new addresses of NAT gateways first.',
  dangerous: { before: balancer('AddressA'), after: balancer('AddressAOfd1a2b3c4') },
  harmless: { before: balancer('AddressA'), after: balancer('AddressA', 'AddressB') },
  findings: ({ resources }) =>
    resources.flatMap((change) => {
      const { type, before, after } = change;
      if (before === undefined || after === undefined) return [];
      const [old, current] = [addressesFor(type, before.Properties), addressesFor(type, after.Properties)];
      const lost = [...old].filter(([place, address]) => current.has(place) && current.get(place) !== address);
      return lost.length === 0
        ? []
        : [
            {
              class: 'interrupts' as const,
              layer: 'aws' as const,
              subject: resourceSubject(change),
              what:
                type === natGateway
                  ? 'gets another public address, from which the cluster then calls'
                  : 'would get other public addresses, which AWS refuses for a balancer that is there',
              targets: [{ change, path: ['Properties', type === natGateway ? 'AllocationId' : 'SubnetMappings'] }],
            },
          ];
    }),
};

const natGateway = 'AWS::EC2::NatGateway';

const mappingsSchema = z.array(z.looseObject({ SubnetId: z.unknown(), AllocationId: z.unknown() })).catch([]);

/** Allocations of addresses by the subnet that they are in. */
function addressesFor(type: string, properties: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  if (type === natGateway) return new Map([['', canonical(properties.AllocationId)]]);
  if (type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer') return new Map();
  return new Map(
    mappingsSchema
      .parse(properties.SubnetMappings)
      .map(({ SubnetId, AllocationId }) => [canonical(SubnetId), canonical(AllocationId)]),
  );
}

function balancer(...addresses: readonly string[]): ReviewRule['dangerous']['before'] {
  const SubnetMappings = addresses.map((address, index) => ({
    SubnetId: `subnet-${index}`,
    AllocationId: { 'Fn::GetAtt': [address, 'AllocationId'] },
  }));
  return exampleTemplate('Balancer', {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Name: 'ports', SubnetMappings },
  });
}
