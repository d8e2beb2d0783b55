import { CfnEIP, CfnRoute } from 'aws-cdk-lib/aws-ec2';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { addressId } from '../network/address-id';
import { pascalCase } from '../../model/formats/pascal-case';
import { gatewayLink } from './gateway-link';
import { gatewayPlan } from './gateway-plan';
import { gatewayProgram } from './gateway-program';
import type { HostMachine } from './host-machine';
import { hostTags } from './host-tags';

/** Ports of one protocol between a peer and some blocks, as the firewall of a gateway has them. */
export interface TunnelPorts {
  readonly blocks: readonly string[];
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** A peer of the tunnel, in the words of its gateways. */
export interface TunnelPeer {
  readonly name: string;
  readonly publicKey: string;
  /** Blocks that its packets come from. */
  readonly allowed: readonly string[];
  /**
   * Address and port at which it listens.
   * @default it is where its last packet came from
   */
  readonly endpoint?: string;
  readonly reaches: readonly TunnelPorts[];
  readonly answers: readonly TunnelPorts[];
  /**
   * Address of the resolver that it may ask for names.
   * @default it asks none
   */
  readonly resolver?: string;
}

export interface TunnelSpec {
  /** Name of the pair of gateways, in tags and of the address. */
  readonly name: string;
  /** Path of its parameters, with a slash before it and none behind. */
  readonly parameters: string;
  /** Addresses of the gateways in the tunnel, with the length of its prefix. */
  readonly addresses: readonly string[];
  readonly peers: readonly TunnelPeer[];
  /**
   * Pool of addresses of one's own that the address is from.
   * @default Amazon's
   */
  readonly addressPool?: string;
}

export interface TunnelProps extends TunnelSpec {
  /** The two gateways by their names; routes lead to the first until the one that serves takes them. */
  readonly machines: ReadonlyMap<string, Pick<HostMachine, 'interfaceId' | 'privateAddress' | 'outsideAddress'>>;
  /** Ids of route tables by what they are of. */
  readonly routeTableIds: ReadonlyMap<string, string>;
}

/**
 * What a pair of gateways hands on between its machines: an address that stays, and the routes of the tunnel; and what both read, the
 * program, the tunnel and its peers. Which machine has the address stands in no template, so a deploy never moves it. See
 * docs/decisions/0047-gateways-that-hand-on-an-address.md.
 */
export class Tunnel extends Construct {
  /** Public IPv4 address of the gateways. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: TunnelProps) {
    super(scope, id);
    const { name, addresses, peers, machines, routeTableIds } = props;
    const address = new CfnEIP(this, addressId('Address', props.addressPool), {
      domain: 'vpc',
      publicIpv4Pool: props.addressPool,
      tags: Object.entries({ Name: name, [hostTags.gateway]: name }).map(([key, value]) => ({ key, value })),
    });
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.address = address.ref;
    const program = { plan: gatewayPlan, link: gatewayLink, gateway: gatewayProgram };
    for (const [part, text] of Object.entries(program)) this.addParameter(props, `program/${part}`, text);
    const shared = {
      allocation: address.attrAllocationId,
      addresses,
      machines: Object.fromEntries(
        [...machines].map(([machine, { interfaceId, privateAddress, outsideAddress }]) => [
          machine,
          { interface: interfaceId, address: privateAddress, outside: outsideAddress },
        ]),
      ),
      routeTables: [...routeTableIds.values()],
    };
    this.addParameter(props, 'tunnel', JSON.stringify(shared));
    for (const { name: peer, ...rest } of peers)
      this.addParameter(props, `peers/${peer}`, JSON.stringify({ name: peer, ...rest }, null, 1));
    for (const block of peers.flatMap(({ allowed }) => allowed)) this.addRoutes(block, props);
  }

  private addParameter({ parameters }: TunnelSpec, part: string, value: string): void {
    new CfnParameter(this, `Parameter${pascalCase(part.replace('/', '-'))}`, {
      name: `${parameters}/${part}`,
      type: 'String',
      // Four kilobytes cost nothing, and a part of the program has more.
      tier: 'Intelligent-Tiering',
      value,
    });
  }

  private addRoutes(block: string, { machines, routeTableIds }: TunnelProps): void {
    const [first] = machines.values();
    if (first === undefined) throw new Error(`${this.node.path} has no machine that routes could lead to`);
    for (const [of, routeTableId] of routeTableIds) {
      new CfnRoute(this, `Route${pascalCase(of)}${pascalCase(block.replaceAll(/[./:]+/g, '-'))}`, {
        routeTableId,
        ...(block.includes(':') ? { destinationIpv6CidrBlock: block } : { destinationCidrBlock: block }),
        networkInterfaceId: first.interfaceId,
      });
    }
  }
}
