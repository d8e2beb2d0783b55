import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { nodeLabels, poolLabel, type NodeTaint } from '../node-labels';
import { zoneSizes, type PoolSize, type ZoneSize } from '../../../model/formats/zone-sizes';
import { PlatformChart } from '../../base/manifests/platform-chart';

/** Namespace of MachineSets and other objects of the machine API. */
export const machineNamespace = 'openshift-machine-api';

/** Settings of machines that are the same for all pools of a cluster. */
export interface MachineLocation {
  /** Infrastructure id of the cluster, which the installer generates. */
  readonly infraId: string;
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  /** `Name` tag of the subnet of a zone. */
  readonly subnetName: (zone: string) => string;
  /** Tags of the instances besides that of the pool and those that the machine API sets. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface MachinePoolProps {
  readonly name: string;
  readonly place: MachineLocation;
  readonly architecture: 'amd64' | 'arm64';
  readonly imageId: string;
  readonly instanceType: string;
  /**
   * CPUs and memory of the instance type; undefined for an unknown type, which the autoscaler cannot scale from zero until
   * it has had a machine.
   */
  readonly capacity: { readonly vCpus: number; readonly memoryMiB: number } | undefined;
  readonly size: PoolSize;
  readonly zones: readonly string[];
  /** Root volume (gp3). Its throughput is AWS's default: before 4.21 the machine API has no field for it. */
  readonly volume: { readonly sizeGiB: number; readonly iops: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  /** Whether the pool has its own MachineConfigPool, see `TunedPool`. */
  readonly tuned: boolean;
  readonly spot: boolean;
  readonly balancers: readonly MachineBalancer[];
}

/** A network load balancer of which machines are targets. */
export interface MachineBalancer {
  readonly name: string;
  /** `Name` tag of the security group that admits traffic of the load balancer. */
  readonly machinesGroup: string;
}

/** The machines of one zone of a pool. */
export interface PoolZone extends ZoneSize {
  /** Name of its MachineSet. */
  readonly machineSet: string;
}

/** The name of a machine is that of its MachineSet with a hyphen and five characters. */
const longestName = 63 - 6;

/**
 * The zones of a pool that have machines, and the MachineSet of each.
 *
 * @throws Error when the name of a MachineSet is so long that names of machines would not fit into a label.
 */
export function poolZones({ name, place, size, zones }: MachinePoolProps): readonly PoolZone[] {
  return zoneSizes(size, zones).map((zone) => {
    const machineSet = `${place.infraId}-${name}-${zone.zone}`;
    if (machineSet.length > longestName) {
      throw new Error(`${machineSet} is longer than ${longestName} characters: shorten the name of the pool`);
    }
    return { ...zone, machineSet };
  });
}

/**
 * The machines of a pool: a MachineSet in each of its zones. A change has an effect on new machines only.
 *
 * @example
 * new MachinePool(chart, 'general', {
 *   name: 'general',
 *   place: {
 *     infraId: 'commons-x7k2p',
 *     instanceProfile: 'commons-x7k2p-worker',
 *     subnetName: (zone) => `commons-private-${zone}`,
 *     tags: {},
 *   },
 *   architecture: 'arm64',
 *   imageId: 'ami-0123456789abcdef0',
 *   instanceType: 'm7g.xlarge',
 *   capacity: { vCpus: 4, memoryMiB: 16384 },
 *   size: { minimum: 3, maximum: 9 },
 *   zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
 *   volume: { sizeGiB: 120, iops: 3000 },
 *   labels: {},
 *   taints: [],
 *   tuned: false,
 *   spot: false,
 *   balancers: [],
 * });
 */
export class MachinePool extends Construct {
  constructor(scope: Construct, id: string, props: MachinePoolProps) {
    super(scope, id);
    const { region } = PlatformChart.of(this).context;
    for (const zone of poolZones(props)) {
      new ApiObject(this, zone.zone, {
        apiVersion: 'machine.openshift.io/v1beta1',
        kind: 'MachineSet',
        metadata: {
          name: zone.machineSet,
          labels: { 'machine.openshift.io/cluster-api-cluster': props.place.infraId },
          annotations: capacityHints(props),
        },
        spec: machineSetSpec(props, zone, region),
      });
    }
  }
}

function machineSetSpec(props: MachinePoolProps, { zone, machineSet, minimum }: PoolZone, region: string) {
  const { name, place, taints } = props;
  const identity = {
    'machine.openshift.io/cluster-api-cluster': place.infraId,
    'machine.openshift.io/cluster-api-machineset': machineSet,
  };
  return {
    replicas: minimum,
    selector: { matchLabels: identity },
    template: {
      metadata: {
        labels: {
          ...identity,
          'machine.openshift.io/cluster-api-machine-role': 'worker',
          'machine.openshift.io/cluster-api-machine-type': 'worker',
          [poolLabel]: name,
        },
      },
      spec: {
        // With the zone here, the autoscaler knows the zone of a MachineSet that has no machines yet.
        metadata: { labels: { ...nodeLabels(props), 'topology.kubernetes.io/zone': zone } },
        ...(taints.length === 0 ? {} : { taints }),
        providerSpec: { value: providerConfig(props, { region, availabilityZone: zone }) },
      },
    },
  };
}

/** The `providerSpec` of a MachineSet. Source: openshift/api, machine/v1beta1/types_awsprovider.go. */
function providerConfig(
  props: MachinePoolProps,
  placement: { readonly region: string; readonly availabilityZone: string },
) {
  const { name: pool, place, imageId, instanceType, volume, spot, balancers } = props;
  const named = (name: string) => ({ filters: [{ name: 'tag:Name', values: [name] }] });
  return {
    apiVersion: 'machine.openshift.io/v1beta1',
    kind: 'AWSMachineProviderConfig',
    ami: { id: imageId },
    instanceType,
    iamInstanceProfile: { id: place.instanceProfile },
    placement,
    subnet: named(place.subnetName(placement.availabilityZone)),
    // Only the first group has the cluster's tag, by which load balancers of Services find the group to change.
    securityGroups: [`${place.infraId}-node`, ...balancers.map(({ machinesGroup }) => machinesGroup)].map(named),
    // With the empty `kmsKey` and with `deviceIndex`, the machine API's webhook adds no fields, so Argo CD sees no difference.
    blockDevices: [
      { ebs: { encrypted: true, kmsKey: {}, volumeType: 'gp3', volumeSize: volume.sizeGiB, iops: volume.iops } },
    ],
    deviceIndex: 0,
    metadataServiceOptions: { authentication: 'Required' },
    userDataSecret: { name: 'worker-user-data' },
    credentialsSecret: { name: 'aws-cloud-credentials' },
    tags: Object.entries({ ...place.tags, [poolLabel]: pool }).map(([name, value]) => ({ name, value })),
    ...(balancers.length === 0 ? {} : { loadBalancers: balancers.map(({ name }) => ({ name, type: 'network' })) }),
    ...(spot ? { spotMarketOptions: {} } : {}),
  };
}

const capacityAnnotation = {
  vCpus: 'machine.openshift.io/vCPU',
  memory: 'machine.openshift.io/memoryMb',
  gpus: 'machine.openshift.io/GPU',
  labels: 'capacity.cluster-autoscaler.kubernetes.io/labels',
} as const;

/** Names of these annotations. The machine API overwrites them with figures of EC2, so Argo CD must ignore differences. */
export const capacityAnnotations: readonly string[] = Object.values(capacityAnnotation);

/**
 * Annotations that tell the autoscaler the capacity of a MachineSet without machines. They do not have the labels and taints
 * of the pool: the autoscaler reads these from the template, and the machine API changes the order of a list of labels
 * each time it reconciles.
 * Sources: openshift/kubernetes-autoscaler, cluster-autoscaler/cloudprovider/clusterapi/clusterapi_unstructured.go;
 * openshift/machine-api-provider-aws, pkg/actuators/machineset/controller.go; openshift/machine-api-operator,
 * pkg/util/util.go, MergeCommaSeparatedKeyValuePairs.
 */
function capacityHints({ architecture, capacity }: MachinePoolProps): Readonly<Record<string, string>> {
  const known = capacity && {
    [capacityAnnotation.vCpus]: String(capacity.vCpus),
    [capacityAnnotation.memory]: String(capacity.memoryMiB),
    [capacityAnnotation.gpus]: '0',
  };
  // Without this label, the autoscaler would assume the architecture of the control plane.
  return { ...known, [capacityAnnotation.labels]: `kubernetes.io/arch=${architecture}` };
}
