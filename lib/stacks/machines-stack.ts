import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { WatchedHost } from '../../constructs/hosts/host-alarms';
import { HostGroup, type HostGroupProps, type HostPorts } from '../../constructs/hosts/host-group';
import { HostMachine, type HostMachineSpec } from '../../constructs/hosts/host-machine';
import { HostRole, type HostRoleProps } from '../../constructs/hosts/host-role';
import { HostSettings, type HostSettingsProps } from '../../constructs/hosts/host-settings';
import { Tunnel, type TunnelSpec } from '../../constructs/hosts/tunnel';
import { pascalCase } from '../../model/formats/pascal-case';
import { ManagedSecret, type ManagedSecretProps } from '../../constructs/secrets/managed-secret';
import { secretBaseName } from '../../constructs/secrets/secret-base-name';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** A host of the community's own, with a machine in each of its zones. */
export interface HostSpec {
  readonly group: Omit<HostGroupProps, 'vpcId'>;
  /** Ports at which it lets in the machines of other hosts, by their names. */
  readonly fromHosts: readonly (HostPorts & { readonly host: string })[];
  /** What the machines of other hosts may call here as far as this side is concerned, and what these may call there. */
  readonly admitted: readonly (HostPorts & { readonly host: string })[];
  readonly called: readonly (HostPorts & { readonly host: string })[];
  readonly role: Pick<
    HostRoleProps,
    'secretsPath' | 'objects' | 'secretNames' | 'challenges' | 'parametersPath' | 'peoplePath'
  >;
  readonly secrets: readonly Pick<ManagedSecretProps, 'name' | 'description' | 'value'>[];
  /**
   * Files that its machines take by themselves, see `HostSettings`.
   * @default none
   */
  readonly files?: HostSettingsProps;
  readonly machines: readonly HostMachineSpec[];
  /** Names in private zones, each with the machines whose addresses it has. */
  readonly records: readonly { readonly name: string; readonly zone: string; readonly machines: readonly string[] }[];
}

export interface MachinesStackProps
  extends PlatformStackProps, Pick<HostRoleProps, 'dataKey' | 'diskKey' | 'metricNamespace' | 'sessionLog'> {
  /** The hosts that this stack makes. */
  readonly hosts: readonly HostSpec[];
  /**
   * Stacks of hosts that are made before. Rules between hosts of two stacks are in the later one, so that none needs the other both ways.
   * @default this is the first one
   */
  readonly earlier?: readonly MachinesStack[];
  /**
   * The tunnel of those hosts that are its gateways.
   * @default none of them is
   */
  readonly tunnel?: TunnelSpec;
  /**
   * Public SSH keys of people by their accounts, and the path of the parameters that have them.
   * @default nobody logs in by SSH
   */
  readonly people?: { readonly parameters: string; readonly keys: Readonly<Record<string, readonly string[]>> };
  /**
   * IPv6 block of the network, for peers of a tunnel that has IPv6.
   * @default it has none
   */
  readonly networkIpv6Block?: string;
  /** Ids of the network's route tables by what they are of. */
  readonly routeTableIds: ReadonlyMap<string, string>;
  readonly vpcId: string;
  /** Ids of subnets by zone, of the tiers that hosts can be in. */
  readonly subnetIds: Readonly<Record<'private' | 'public', ReadonlyMap<string, string>>>;
  /** ARN of the KMS key of disks. */
  readonly diskKeyArn: string;
  /** Ids of private hosted zones by their names. */
  readonly privateZoneIds: ReadonlyMap<string, string>;
}

/** Hosts of the community's own: machines beside the cluster whose disks and addresses stay. */
export class MachinesStack extends PlatformStack {
  /** Its machines in the dimensions of CloudWatch metrics. */
  readonly watched: readonly WatchedHost[];
  /** Allocation ids of public addresses by their machines. */
  readonly allocations: ReadonlyMap<string, string>;
  private readonly hosts: readonly HostSpec[];
  private readonly groups: ReadonlyMap<string, HostGroup>;
  private readonly machines = new Map<string, HostMachine>();

  /** @throws Error when a zone has no subnet, or a name has no private zone */
  constructor(scope: Construct, id: string, props: MachinesStackProps) {
    super(scope, id, props, { description: 'Hosts whose disks and addresses stay', terminationProtection: true });
    this.hosts = props.hosts;
    this.groups = new Map(
      props.hosts.map(({ group }) => [
        group.host,
        new HostGroup(this, pascalCase(`group-${group.host}`), { ...group, vpcId: props.vpcId }),
      ]),
    );
    this.watched = props.hosts.flatMap((host) => {
      const group = this.groups.get(host.group.host);
      if (group === undefined) return [];
      this.addRules(host, props.earlier);
      this.addSecrets(host, props);
      if (host.files !== undefined) new HostSettings(this, pascalCase(`settings-${host.group.host}`), host.files);
      return host.machines.map((spec) => this.addMachine(spec, host, group.groupId, props));
    });
    for (const host of (props.earlier ?? []).flatMap(({ hosts }) => hosts)) this.addRules(host, props.earlier);
    for (const record of props.hosts.flatMap(({ records }) => records)) this.addRecord(record, props);
    this.allocations = new Map(
      [...this.machines].flatMap(([name, { publicAllocation }]) =>
        publicAllocation === undefined ? [] : [[name, publicAllocation] as const],
      ),
    );
    const open = [...this.machines].flatMap(([name, { publicAddress }]) =>
      publicAddress === undefined ? [] : [`${name}=${publicAddress}`],
    );
    if (props.people !== undefined) this.addPeople(props.people);
    if (props.tunnel !== undefined) this.addTunnel(props.tunnel, props);
    if (open.length > 0) this.publish('HostAddresses', open.join(','), 'public addresses of hosts, which stay');
    const ipv6 = [...this.machines].flatMap(([name, { publicIpv6Address }]) =>
      publicIpv6Address === undefined ? [] : [`${name}=${publicIpv6Address}`],
    );
    if (ipv6.length > 0) this.publish('HostIpv6Addresses', ipv6.join(','), 'IPv6 addresses of hosts, which stay');
  }

  /** Adds the rules between a host and others, of which this stack makes at least one. */
  private addRules(
    { group: { host }, fromHosts, admitted, called }: HostSpec,
    earlier: readonly MachinesStack[] = [],
  ): void {
    const groups = new Map([this, ...earlier].flatMap((stack) => [...stack.groups]));
    const pair = (other: string): readonly [HostGroup, HostGroup] | undefined => {
      const [group, far] = [groups.get(host), groups.get(other)];
      if (group === undefined || far === undefined) return undefined;
      return this.groups.has(host) || this.groups.has(other) ? [group, far] : undefined;
    };
    for (const { host: other, ...ports } of fromHosts) {
      const [group, caller] = pair(other) ?? [];
      if (caller !== undefined) group?.letIn(caller, ports, this);
    }
    for (const { host: other, ...ports } of admitted) {
      const [group, caller] = pair(other) ?? [];
      if (caller !== undefined) group?.admit(caller, ports, this);
    }
    for (const { host: other, ...ports } of called) {
      const [group, callee] = pair(other) ?? [];
      if (group !== undefined) callee?.letOut(group, ports, this);
    }
  }

  private addPeople({ parameters, keys }: NonNullable<MachinesStackProps['people']>): void {
    for (const [person, own] of Object.entries(keys)) {
      new CfnParameter(this, pascalCase(`person-${person}`), {
        name: `${parameters}/${person}`,
        type: 'String',
        tier: 'Intelligent-Tiering',
        value: JSON.stringify({ keys: own }, null, 1),
      });
    }
  }

  private addTunnel(spec: TunnelSpec, { routeTableIds, hosts, networkIpv6Block }: MachinesStackProps): void {
    const names = hosts
      .flatMap(({ machines }) => machines)
      .filter(({ gateway }) => gateway?.name === spec.name)
      .map(({ machine }) => machine);
    const machines = new Map([...this.machines].filter(([name]) => names.includes(name)));
    const { address } = new Tunnel(this, 'Tunnel', { ...spec, machines, routeTableIds });
    this.publish('WireGuardAddress', address, 'public address of the gateways of the tunnel');
    if (networkIpv6Block !== undefined)
      this.publish('NetworkIpv6Block', networkIpv6Block, 'IPv6 block of the network, for peers of the tunnel');
  }

  private addSecrets({ secrets, group }: HostSpec, { dataKey }: MachinesStackProps): void {
    for (const { name, description, value } of secrets) {
      new ManagedSecret(this, pascalCase(`secret-${group.host}-${secretBaseName(name)}`), {
        name,
        description,
        value,
        keyAlias: dataKey.alias,
      });
    }
  }

  private addMachine(
    spec: HostMachineSpec,
    { role }: HostSpec,
    groupId: string,
    props: MachinesStackProps,
  ): WatchedHost {
    const { machine, title, zone, address } = spec;
    const { dataKey, diskKey, metricNamespace, diskKeyArn: keyArn } = props;
    const subnetId = props.subnetIds[address].get(zone);
    if (subnetId === undefined) throw new Error(`there is no subnet in ${zone} for host ${machine}`);
    const { profile } = new HostRole(this, pascalCase(`role-${machine}`), {
      ...role,
      roleName: title,
      machine,
      dataKey,
      diskKey,
      metricNamespace,
      sessionLog: props.sessionLog,
      gateway:
        spec.gateway === undefined || props.tunnel === undefined
          ? undefined
          : {
              name: spec.gateway.name,
              routeTableIds: [...props.routeTableIds.values()],
              parameters: props.tunnel.parameters,
            },
    });
    const made = new HostMachine(this, pascalCase(`host-${machine}`), { spec, subnetId, groupId, profile, keyArn });
    this.machines.set(machine, made);
    return { machine, dimensions: made.dimensions };
  }

  private addRecord({ name, zone, machines }: HostSpec['records'][number], props: MachinesStackProps): void {
    const hostedZoneId = props.privateZoneIds.get(zone);
    if (hostedZoneId === undefined) throw new Error(`there is no private zone ${zone} for ${name}`);
    new CfnRecordSet(this, pascalCase(`record-${name.replaceAll('.', '-')}`), {
      hostedZoneId,
      name: `${name}.`,
      type: 'A',
      ttl: '300',
      resourceRecords: machines.flatMap((machine) => this.machines.get(machine)?.privateAddress ?? []),
    });
  }
}
