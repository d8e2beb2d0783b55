import { CfnEIP, CfnNatGateway, type CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** A gateway in each zone, or one for all in the zone named. */
export type NatPlacement = 'per-zone' | { readonly single: string };

export interface NatGatewaysProps {
  /** Prefix of the `Name` tags. */
  readonly name: string;
  readonly zones: readonly string[];
  readonly placement: NatPlacement;
  /** A public subnet for each zone. */
  readonly publicSubnets: readonly CfnSubnet[];
}

/** The way out for private machines, on addresses that outlive their gateway: partners keep them in allow-lists. */
export class NatGateways extends Construct {
  /** The addresses, in the order of the subnets. */
  readonly addresses: readonly string[];
  private readonly gateways = new Map<string, CfnNatGateway>();

  constructor(scope: Construct, id: string, { name, zones, placement, publicSubnets }: NatGatewaysProps) {
    super(scope, id);
    const addresses: string[] = [];
    const served = placement === 'per-zone' ? zones : [placement.single];
    for (const subnet of publicSubnets) {
      const { availabilityZone: zone = '' } = subnet;
      if (!served.includes(zone)) continue;
      const tags = [{ key: 'Name', value: `${name}-nat-${zone}` }];
      const letter = zone.slice(-1).toUpperCase();
      const address = new CfnEIP(this, `Address${letter}`, { domain: 'vpc', tags });
      address.applyRemovalPolicy(RemovalPolicy.RETAIN);
      const gateway = new CfnNatGateway(this, `Gateway${letter}`, {
        subnetId: subnet.ref,
        allocationId: address.attrAllocationId,
        tags,
      });
      this.gateways.set(zone, gateway);
      addresses.push(address.ref);
    }
    this.addresses = addresses;
  }

  /** Id of each gateway by the zone it stands in. */
  get ids(): ReadonlyMap<string, string> {
    return new Map([...this.gateways].map(([zone, { ref }]) => [zone, ref]));
  }

  /** Id of the gateway that `zone` uses: its own, or the only one. */
  gatewayOf(zone: string): string {
    const gateway = this.gateways.get(zone) ?? [...this.gateways.values()][0];
    if (gateway === undefined) throw new Error(`no public subnet holds a NAT gateway for ${zone}`);
    return gateway.ref;
  }
}
