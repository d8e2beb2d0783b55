import { EC2Client, paginateDescribeInstances, type Instance } from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import { controlPlaneMachineName } from '../../model/control-plane-machine-name';
import type { ApprovalMachines } from '../../lib/operations/csr-approval/approval-round';
import type { PoolMachine } from '../../lib/operations/csr-approval/subjects';
import { allPages, paginator } from './all-pages';
import { clientSettings } from './client-settings';
import { toTags } from './to-tags';

/** Asks EC2 of a region for the machines of node pools. */
export class PoolMachines implements ApprovalMachines {
  private readonly client: EC2Client;

  constructor(
    region: string,
    /** Pool of the control plane, whose machines are told by their name: they carry no pool in their tags. */
    private readonly controlPlanePool?: string,
  ) {
    this.client = new EC2Client(clientSettings(region));
  }

  async ofPools(infraId: string, pools: readonly string[]): Promise<readonly PoolMachine[]> {
    const pages = paginateDescribeInstances(paginator(this.client), {
      Filters: [
        { Name: 'tag-key', Values: [`kubernetes.io/cluster/${infraId}`] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    });
    const reservations = await allPages('ec2:DescribeInstances', pages, (page) => page.Reservations);
    return reservations
      .flatMap(({ Instances = [] }) => Instances)
      .map((instance) => poolMachine(instance, this.poolOf(instance, infraId)))
      .filter(({ pool }) => pools.includes(pool));
  }

  private poolOf(instance: Instance, infraId: string): string {
    const { Name = '', 'commons-platform/pool': pool } = toTags(instance);
    const zone = instance.Placement?.AvailabilityZone ?? '';
    return (
      pool ?? (Name.startsWith(controlPlaneMachineName(infraId, zone, 1)) ? this.controlPlanePool : undefined) ?? ''
    );
  }
}

function poolMachine(instance: Instance, pool: string): PoolMachine {
  const addresses = (instance.NetworkInterfaces ?? []).flatMap(({ PrivateIpAddresses = [], Ipv6Addresses = [] }) => [
    ...PrivateIpAddresses.map(({ PrivateIpAddress = '' }) => PrivateIpAddress),
    ...Ipv6Addresses.map(({ Ipv6Address = '' }) => Ipv6Address),
  ]);
  return {
    instanceId: instance.InstanceId ?? '',
    pool,
    name: instance.PrivateDnsName ?? '',
    addresses: addresses.map((address) => ipaddr.parse(address).toString()),
    launchedAt: instance.LaunchTime?.getTime() ?? 0,
  };
}
