import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeRegionsCommand,
  EC2Client,
  paginateDescribeEgressOnlyInternetGateways,
  paginateDescribeInstances,
  paginateDescribeInstanceTypeOfferings,
  paginateDescribeInstanceTypes,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribePublicIpv4Pools,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client, paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing-v2';
import { paginateDescribeOrderableDBInstanceOptions, RDSClient } from '@aws-sdk/client-rds';
import type { Cloud, Gateway, InstanceType, TaggedResource } from '../../lib/operations/preflight/cloud';
import { allPages, paginator } from './all-pages';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';
import { toMachine } from './to-machine';
import { once } from './once';
import { shieldProtections } from './shield-protections';
import { ServiceQuotas } from './service-quotas';
import { toTags, type Ec2Tagged } from './to-tags';

/**
 * Calls the AWS services of a region. An answer that several checks need is fetched once, so that all checks of a command see
 * the same state and AWS does not throttle it.
 */
export function awsCloud(region: string): Cloud {
  const ec2 = new EC2Client(clientSettings(region));
  const balancers = new ElasticLoadBalancingV2Client(clientSettings(region));
  const databases = new RDSClient(clientSettings(region));
  const quotas = new ServiceQuotas(region);
  const pages = paginator(ec2);
  const allBalancers = once(() =>
    allPages(
      'elasticloadbalancing:DescribeLoadBalancers',
      paginateDescribeLoadBalancers(paginator(balancers), {}),
      (page) => page.LoadBalancers,
    ),
  );

  return {
    regions: once(async () => {
      const question = new DescribeRegionsCommand({ AllRegions: true });
      const { Regions = [] } = await callAws('ec2:DescribeRegions', () => ec2.send(question));
      return Regions.map(({ RegionName = '', OptInStatus }) => ({
        name: RegionName,
        switchedOff: OptInStatus === 'not-opted-in',
      }));
    }),

    zones: once(async () => {
      const question = new DescribeAvailabilityZonesCommand({ AllAvailabilityZones: true });
      const { AvailabilityZones = [] } = await callAws('ec2:DescribeAvailabilityZones', () => ec2.send(question));
      return AvailabilityZones.map(({ ZoneName = '', ZoneType = '', State = '', OptInStatus }) => ({
        name: ZoneName,
        type: ZoneType,
        state: State,
        switchedOff: OptInStatus === 'not-opted-in',
      }));
    }),

    instanceTypes: async (names) => {
      const question = { Filters: [{ Name: 'instance-type', Values: [...names] }] };
      const answer = paginateDescribeInstanceTypes({ client: ec2 }, question);
      const types = await allPages('ec2:DescribeInstanceTypes', answer, (page) => page.InstanceTypes);
      return types.map((type): InstanceType => ({
        name: type.InstanceType ?? '',
        architectures: type.ProcessorInfo?.SupportedArchitectures ?? [],
        processors: type.VCpuInfo?.DefaultVCpus ?? 0,
        memoryMiB: type.MemoryInfo?.SizeInMiB ?? 0,
        usageClasses: type.SupportedUsageClasses ?? [],
      }));
    },

    zonesOffering: async (types) => {
      const question = { Filters: [{ Name: 'instance-type', Values: [...types] }] };
      const answer = paginateDescribeInstanceTypeOfferings(
        { client: ec2 },
        { LocationType: 'availability-zone', ...question },
      );
      const offers = await allPages('ec2:DescribeInstanceTypeOfferings', answer, (page) => page.InstanceTypeOfferings);
      return new Map(
        types.map((type) => [
          type,
          offers.flatMap(({ InstanceType: offered, Location: zone = '' }) => (offered === type ? [zone] : [])),
        ]),
      );
    },

    zonesOfDatabase: async (engine, version, type) => {
      const question = { Engine: engine, EngineVersion: version, DBInstanceClass: type, Vpc: true };
      const answer = paginateDescribeOrderableDBInstanceOptions({ client: databases }, question);
      const action = 'rds:DescribeOrderableDBInstanceOptions';
      const options = await allPages(action, answer, (page) => page.OrderableDBInstanceOptions);
      return [
        ...new Set(options.flatMap((option) => (option.AvailabilityZones ?? []).map(({ Name = '' }) => Name))),
      ].sort();
    },

    machines: once(async () => {
      const states = ['pending', 'running', 'stopping', 'stopped'];
      const answer = paginateDescribeInstances(pages, { Filters: [{ Name: 'instance-state-name', Values: states }] });
      const reservations = await allPages('ec2:DescribeInstances', answer, (page) => page.Reservations);
      return reservations.flatMap(({ Instances = [] }) => Instances.map(toMachine));
    }),

    subnets: once(async () => {
      const answer = paginateDescribeSubnets(pages, {});
      return (await allPages('ec2:DescribeSubnets', answer, (page) => page.Subnets)).map((subnet) => ({
        subnetId: subnet.SubnetId ?? '',
        vpcId: subnet.VpcId ?? '',
        zone: subnet.AvailabilityZone ?? '',
        freeAddresses: subnet.AvailableIpAddressCount ?? 0,
        tags: toTags(subnet),
      }));
    }),

    securityGroups: once(async () => {
      const answer = paginateDescribeSecurityGroups(pages, {});
      const groups = await allPages('ec2:DescribeSecurityGroups', answer, (page) => page.SecurityGroups);
      return groups.map((group) => ({ ...tagged(group.GroupId, group), vpcId: group.VpcId ?? '' }));
    }),

    vpcs: once(async () => {
      const answer = paginateDescribeVpcs(pages, {});
      return (await allPages('ec2:DescribeVpcs', answer, (page) => page.Vpcs)).map((vpc) => tagged(vpc.VpcId, vpc));
    }),

    addresses: once(async () => {
      const question = new DescribeAddressesCommand({});
      const { Addresses = [] } = await callAws('ec2:DescribeAddresses', () => ec2.send(question));
      return Addresses.map((address) => ({ ...tagged(address.AllocationId, address), pool: address.PublicIpv4Pool }));
    }),

    freeInPool: async (id) => {
      const answer = paginateDescribePublicIpv4Pools({ client: ec2, pageSize: 10 }, {});
      const pools = await allPages('ec2:DescribePublicIpv4Pools', answer, (page) => page.PublicIpv4Pools);
      return pools.find(({ PoolId }) => PoolId === id)?.TotalAvailableAddressCount;
    },

    internetGateways: once(async () => {
      const answer = paginateDescribeInternetGateways(pages, {});
      const gateways = await allPages('ec2:DescribeInternetGateways', answer, (page) => page.InternetGateways);
      return gateways.map((gateway) => toGateway(gateway.InternetGatewayId, gateway));
    }),

    egressOnlyGateways: once(async () => {
      const answer = paginateDescribeEgressOnlyInternetGateways(pages, {});
      const action = 'ec2:DescribeEgressOnlyInternetGateways';
      const gateways = await allPages(action, answer, (page) => page.EgressOnlyInternetGateways);
      return gateways.map((gateway) => toGateway(gateway.EgressOnlyInternetGatewayId, gateway));
    }),

    natGateways: once(async () => {
      const filter = [{ Name: 'state', Values: ['pending', 'available'] }];
      const answer = paginateDescribeNatGateways(pages, { Filter: filter });
      const gateways = await allPages('ec2:DescribeNatGateways', answer, (page) => page.NatGateways);
      return gateways.map((gateway) => ({
        ...tagged(gateway.NatGatewayId, gateway),
        subnetId: gateway.SubnetId ?? '',
      }));
    }),

    balancers: async (type) => {
      const all = await allBalancers();
      return all.flatMap(({ Type, LoadBalancerName = '' }) => (Type === type ? [LoadBalancerName] : []));
    },

    volumes: once(async () => {
      const answer = paginateDescribeVolumes(pages, { Filters: [{ Name: 'volume-type', Values: ['gp3'] }] });
      const volumes = await allPages('ec2:DescribeVolumes', answer, (page) => page.Volumes);
      return volumes.map((volume) => ({
        volumeId: volume.VolumeId ?? '',
        sizeGiB: volume.Size ?? 0,
        tags: toTags(volume),
      }));
    }),

    shield: once(shieldProtections),

    quota: (service, code) => quotas.valueOf(service, code),
  };
}

const tagged = (id: string | undefined, resource: Ec2Tagged): TaggedResource => ({
  id: id ?? '',
  tags: toTags(resource),
});

const toGateway = (
  id: string | undefined,
  gateway: Ec2Tagged & { readonly Attachments?: readonly { readonly VpcId?: string }[] },
): Gateway => ({
  ...tagged(id, gateway),
  vpcIds: (gateway.Attachments ?? []).flatMap(({ VpcId }) => (VpcId === undefined ? [] : [VpcId])),
});
