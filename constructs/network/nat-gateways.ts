import { CfnEIP, CfnNatGateway, type CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { addressId } from './address-id';

/** A NAT gateway in each zone, or a single one in the named zone for all zones. */
export type NatPlacement = 'per-zone' | { readonly single: string };

export interface NatGatewaysProps {
  /** Prefix of the `Name` tags. */
  readonly name: string;
  readonly zones: readonly string[];
  readonly placement: NatPlacement;
  /**
   * Id of the pool that their addresses are from.
   * @default addresses of AWS
   */
  readonly addressPool?: string;
  /** The public subnet of each zone. */
  readonly publicSubnets: readonly CfnSubnet[];
}

/**
 * NAT gateways for machines in private subnets. Their Elastic IP addresses are retained without the gateway, because
 * partners keep them in allow-lists.
 */
export class NatGateways extends Construct {
  /** IPv4 addresses, in the order of the subnets. */
  readonly addresses: readonly string[];
  /** Allocation id of each address by the zone of its gateway. */
  readonly allocations: ReadonlyMap<string, string>;
  private readonly gateways = new Map<string, CfnNatGateway>();

  constructor(scope: Construct, id: string, { name, zones, placement, addressPool, publicSubnets }: NatGatewaysProps) {
    super(scope, id);
    const addresses: string[] = [];
    const allocations = new Map<string, string>();
    const served = placement === 'per-zone' ? zones : [placement.single];
    for (const subnet of publicSubnets) {
      const { availabilityZone: zone = '' } = subnet;
      if (!served.includes(zone)) continue;
      const tags = [{ key: 'Name', value: `${name}-nat-${zone}` }];
      const letter = zone.slice(-1).toUpperCase();
      const address = new CfnEIP(this, addressId(`Address${letter}`, addressPool), {
        domain: 'vpc',
        publicIpv4Pool: addressPool,
        tags,
      });
      address.applyRemovalPolicy(RemovalPolicy.RETAIN);
      const gateway = new CfnNatGateway(this, `Gateway${letter}`, {
        subnetId: subnet.ref,
        allocationId: address.attrAllocationId,
        tags,
      });
      this.gateways.set(zone, gateway);
      addresses.push(address.ref);
      allocations.set(zone, address.attrAllocationId);
    }
    this.addresses = addresses;
    this.allocations = allocations;
  }

  /** Id of each NAT gateway by its zone. */
  get ids(): ReadonlyMap<string, string> {
    return new Map([...this.gateways].map(([zone, { ref }]) => [zone, ref]));
  }

  /**
   * Returns the id of the NAT gateway that `zone` uses: the one of the zone, or the only one.
   *
   * @throws Error when no public subnet has a NAT gateway
   */
  gatewayOf(zone: string): string {
    const gateway = this.gateways.get(zone) ?? [...this.gateways.values()][0];
    if (gateway === undefined) throw new Error(`no public subnet holds a NAT gateway for ${zone}`);
    return gateway.ref;
  }
}
