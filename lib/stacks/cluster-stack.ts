import type { Construct } from 'constructs';
import { acknowledgeRules } from '../../constructs/acknowledge-rules';
import type { WatchedBalancer } from '../../constructs/observability/api-balancer-alarms';
import { ApiLoadBalancer } from '../../constructs/openshift/api-load-balancer';
import type { ApiBalancerName } from '../../constructs/openshift/api-listeners';
import { ApiRecords } from '../../constructs/openshift/api-records';
import { BootstrapMachine } from '../../constructs/openshift/bootstrap-machine';
import { ClusterSecurityGroups } from '../../constructs/openshift/cluster-security-groups';
import { ControlPlane, type PinnedMachine } from '../../constructs/openshift/control-plane';
import { InstanceConnect } from '../../constructs/openshift/instance-connect';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface ClusterStackProps extends PlatformStackProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  readonly clusterDomain: string;
  readonly vpcId: string;
  readonly vpcBlock: string;
  /** Subnet ids by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  readonly publicZoneId: string;
  readonly privateZoneId: string;
  /** Clients of the API outside the VPC: none, IPv4 blocks, or everyone with the reason. */
  readonly api: 'vpc' | { readonly clients: readonly string[] } | { readonly everyone: string };
  /** IPv4 blocks behind a tunnel whose machines call the API inside the VPC. */
  readonly tunnelClients: readonly string[];
  /** For each zone, what its control-plane machine was made from. */
  readonly controlPlane: Readonly<Record<string, PinnedMachine>>;
  /** Returns the name of a control-plane machine and its launch template. */
  readonly controlPlaneMachineName: (zone: string, generation: number) => string;
  /** Certificate authority of the machine config server, as a data URL. */
  readonly machineConfigServerCa: string;
  /** Names of the instance profiles. */
  readonly instanceProfiles: { readonly controlPlane: string; readonly bootstrap: string };
  /**
   * Only while the cluster is installed: bucket of the ignition file, and IPv4 blocks of the people who install.
   * @default no bootstrap machine
   */
  readonly bootstrap?: { readonly bucketName: string; readonly installers: readonly string[] };
}

/**
 * The control plane of the cluster, with load balancers, security groups and DNS records. Changes when the cluster is
 * installed and when a machine is replaced.
 */
export class ClusterStack extends PlatformStack {
  /** Id of the security group of every worker. */
  readonly nodeSecurityGroupId: string;
  /** The load balancers of the API in the dimensions of CloudWatch metrics. */
  readonly apiBalancers: readonly WatchedBalancer[];

  /** @throws Error when the zone of a machine has no subnet */
  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props, {
      description: 'Control plane of the cluster, its balancers, security groups and names',
      terminationProtection: true,
    });
    const { infraId, clusterDomain, api, controlPlane: machines, instanceProfiles, bootstrap } = props;
    const groups = this.addSecurityGroups(props);

    const controlPlane = new ControlPlane(this, 'ControlPlane', {
      infraId,
      clusterDomain,
      machineName: props.controlPlaneMachineName,
      machineConfigServerCa: props.machineConfigServerCa,
      machines,
      subnetIds: props.privateSubnetIds,
      securityGroupId: groups.idOf('control-plane'),
      instanceProfile: instanceProfiles.controlPlane,
    });
    const targets = [...controlPlane.privateAddresses];
    if (bootstrap !== undefined) targets.push(this.addBootstrapMachine(props, bootstrap.bucketName, groups));

    const addBalancer = (balancer: ApiBalancerName, subnetIds: ReadonlyMap<string, string>) =>
      new ApiLoadBalancer(this, balancer === 'internal' ? 'InternalApi' : 'ExternalApi', {
        balancer,
        infraId,
        vpcId: props.vpcId,
        subnetIds: [...subnetIds.values()],
        securityGroupId: groups.idOf(`api-${balancer}`),
        targets,
      });
    const internal = addBalancer('internal', props.privateSubnetIds);
    const external = api === 'vpc' ? undefined : addBalancer('external', props.publicSubnetIds);
    new ApiRecords(this, 'Records', {
      clusterDomain,
      publicZoneId: props.publicZoneId,
      privateZoneId: props.privateZoneId,
      internal,
      external,
    });
    if (api === 'vpc') this.addInstanceConnect(props);
    this.apiBalancers = [internal, ...(external === undefined ? [] : [external])].map(({ watched }) => watched);
    this.nodeSecurityGroupId = groups.idOf('node');
  }

  private addSecurityGroups({
    infraId,
    vpcId,
    vpcBlock,
    api,
    bootstrap,
    tunnelClients,
  }: ClusterStackProps): ClusterSecurityGroups {
    const groups = new ClusterSecurityGroups(this, 'SecurityGroups', {
      infraId,
      vpcId,
      groups: [
        'control-plane',
        'node',
        'api-internal',
        ...(api === 'vpc' ? [] : (['api-external'] as const)),
        ...(bootstrap === undefined ? [] : (['bootstrap'] as const)),
      ],
      blocks: {
        vpc: [vpcBlock],
        // With an API in the VPC only, the bootstrap machine has no public address.
        installers: api === 'vpc' ? [] : (bootstrap?.installers ?? []),
        'api-clients': api === 'vpc' ? [] : 'everyone' in api ? ['0.0.0.0/0'] : api.clients,
        tunnel: tunnelClients,
      },
      ...(typeof api === 'object' && 'everyone' in api ? { openBecause: api.everyone } : {}),
    });
    if (typeof api === 'object' && 'everyone' in api) {
      acknowledgeRules(groups, ['AwsSolutions-EC23'], api.everyone);
    }
    return groups;
  }

  /** Without it nobody outside the VPC would reach the API, or could see why it does not start. */
  private addInstanceConnect({ infraId, vpcId, vpcBlock, privateSubnetIds }: ClusterStackProps): void {
    const [subnetId] = privateSubnetIds.values();
    if (subnetId === undefined) throw new Error('there is no private subnet for the way to its machines');
    new InstanceConnect(this, 'InstanceConnect', { infraId, vpcId, vpcBlock, subnetId });
  }

  /** Adds the bootstrap machine and returns its IPv4 address in the VPC. */
  private addBootstrapMachine(props: ClusterStackProps, bucketName: string, groups: ClusterSecurityGroups): string {
    const { infraId, api, controlPlane, instanceProfiles, publicSubnetIds, privateSubnetIds } = props;
    const publicAddress = api !== 'vpc';
    const [first] = Object.entries(controlPlane).sort(([a], [b]) => (a < b ? -1 : 1));
    if (first === undefined) throw new Error('there is no control-plane machine for the bootstrap machine to be like');
    const [zone, like] = first;
    const subnetId = (publicAddress ? publicSubnetIds : privateSubnetIds).get(zone);
    if (subnetId === undefined) throw new Error(`there is no subnet in ${zone} for the bootstrap machine`);
    const machine = new BootstrapMachine(this, 'Bootstrap', {
      infraId,
      like,
      network: { subnetId, publicAddress },
      securityGroupIds: [groups.idOf('bootstrap'), groups.idOf('control-plane')],
      instanceProfile: instanceProfiles.bootstrap,
      bucketName,
    });
    this.publish('BootstrapAddress', machine.address, 'address of the bootstrap machine, for SSH as core');
    return machine.privateAddress;
  }
}
