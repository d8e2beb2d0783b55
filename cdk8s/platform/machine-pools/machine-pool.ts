import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { nodeLabels, poolLabel, type NodeTaint } from '../node-labels';
import { zoneSizes, type PoolSize, type ZoneSize } from './zone-sizes';
import { PlatformChart } from '../../base/manifests/platform-chart';

/** Namespace of everything that makes machines. */
export const machineNamespace = 'openshift-machine-api';

/** Where machines are made and what they are; the same for all pools of a cluster. */
export interface MachineLocation {
  readonly infraId: string;
  /** Instance profile by name. */
  readonly instanceProfile: string;
  /** `Name` tag of the subnet of a zone. */
  readonly subnetName: (zone: string) => string;
  /** Tags of the instances besides the pool's and those that the machine API sets. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface MachinePoolProps {
  readonly name: string;
  readonly place: MachineLocation;
  readonly architecture: 'amd64' | 'arm64';
  readonly imageId: string;
  readonly instanceType: string;
  /** What a machine of the type has; unknown types cannot be scaled from zero before their first machine. */
  readonly capacity: { readonly vCpus: number; readonly memoryMiB: number } | undefined;
  readonly size: PoolSize;
  readonly zones: readonly string[];
  /** Root volume. The throughput of gp3 is fixed at its default: the machine API has no field for it before 4.21. */
  readonly volume: { readonly sizeGiB: number; readonly iops: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  /** Whether it has a machine configuration of its own. */
  readonly tuned: boolean;
  readonly spot: boolean;
  readonly balancers: readonly MachineBalancer[];
}

/** A network load balancer with which machines are registered. */
export interface MachineBalancer {
  readonly name: string;
  /** `Name` tag of the security group that lets it in. */
  readonly machinesGroup: string;
}

/** The machines of one zone of a pool. */
export interface PoolZone extends ZoneSize {
  /** Name of its MachineSet. */
  readonly machineSet: string;
}

/** Machines append a dash and five characters of their own to the name of their set. */
const longestName = 63 - 6;

/**
 * The zones of a pool that have machines, and the MachineSet of each.
 *
 * @throws Error when a name would not fit into a label.
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

/** The machines of a pool: a MachineSet in each of its zones. A change is for new machines; old ones stay as they are. */
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
        // With the zone, which a node has anyway, the autoscaler knows what a zone without machines could have.
        metadata: { labels: { ...nodeLabels(props), 'topology.kubernetes.io/zone': zone } },
        ...(taints.length === 0 ? {} : { taints }),
        providerSpec: { value: providerConfig(props, { region, availabilityZone: zone }) },
      },
    },
  };
}

/** Source: openshift/api, machine/v1beta1/types_awsprovider.go. */
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
    // The first is the only group with the cluster's tag: balancers of services find no other.
    securityGroups: [`${place.infraId}-node`, ...balancers.map(({ machinesGroup }) => machinesGroup)].map(named),
    // With the empty key and the index, the machine API's webhook hands it back as it is and Argo CD sees no difference.
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

/** The annotations by name. The machine API corrects them once it has asked EC2, so nothing may insist on ours. */
export const capacityAnnotations: readonly string[] = Object.values(capacityAnnotation);

/**
 * What the autoscaler must know of a set without machines. Labels and taints of the pool are not repeated here: it reads
 * them from the template, and the machine API shuffles a list of several labels each time it looks at it.
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
  // Without it, the autoscaler would guess the architecture of the control plane.
  return { ...known, [capacityAnnotation.labels]: `kubernetes.io/arch=${architecture}` };
}
