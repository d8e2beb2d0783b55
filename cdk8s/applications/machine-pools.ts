import { instanceCapacity } from '../../model/data/instance-capacity';
import type { NodePool } from '../../model/environment';
import type { FactName, Facts } from '../../model/facts';
import { gitlabNames } from '../../model/gitlab-names';
import { platformTags } from '../../model/platform-tags';
import { portsNames } from '../../model/ports-names';
import { applicationWaves } from '../base/delivery/sync';
import { ClusterAutoscaler } from '../platform/machine-pools/cluster-autoscaler';
import { machineSetDifferences } from '../platform/machine-pools/machine-set-differences';
import {
  machineNamespace,
  MachinePool,
  type MachineLocation,
  type MachinePoolProps,
} from '../platform/machine-pools/machine-pool';
import { PoolMaintenance, autoscaledZones } from '../platform/machine-pools/pool-maintenance';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
  type ManifestFiles,
} from './application';
import { poolSize } from '../../model/pool-size';
import { sum } from '../../model/sum';
import { missingStackFacts } from '../../model/stack-facts';

/** The pools of the machine API: MachineSets, autoscalers and health checks; empty if there is no such pool. */
export function machinePoolsApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const name = 'machine-pools';
  const { pools: declared } = context.environment.cluster;
  if (!declared.some(isMachineApis)) return [];
  const pools = machinePoolProps(context, facts);
  const waitsFor = [...missingStackFacts(facts, ['identity']), ...('waitsFor' in pools ? pools.waitsFor : [])];
  if (waitsFor.length > 0 || 'waitsFor' in pools) return [waitingApplication(context, name, waitsFor)];

  const manifests: ManifestFiles = {
    ...poolFiles(pools, (pool) =>
      namespacedManifests(context, machineNamespace, (chart) => {
        new MachinePool(chart, 'machines', pool);
        new PoolMaintenance(chart, 'care', pool);
      }),
    ),
    ...(pools.some((pool) => autoscaledZones(pool).length > 0)
      ? {
          [`${name}/cluster-autoscaler.yaml`]: clusterWideManifests(context, (chart) => {
            new ClusterAutoscaler(chart, 'autoscaler', {
              maximumNodes: sum(declared.map((pool) => poolSize(pool, 'maximum'))),
            });
          }),
        }
      : {}),
  };
  const application = platformApplication(context, manifests, {
    name,
    description: 'Machines that the cluster makes for itself',
    namespaces: [machineNamespace],
    clusterKinds: [{ group: 'autoscaling.openshift.io', kind: 'ClusterAutoscaler' }],
    wave: applicationWaves.platform,
    leftAlone: machineSetDifferences(pools),
  });
  return [application];
}

/** Returns the MachineSets of the pools, without autoscalers and health checks, for the installation. */
export const machineSetFiles = (context: Context, pools: readonly MachinePoolProps[]): ManifestFiles =>
  poolFiles(pools, (pool) =>
    namespacedManifests(context, machineNamespace, (chart) => {
      new MachinePool(chart, 'machines', pool);
    }),
  );

const poolFiles = (
  pools: readonly MachinePoolProps[],
  manifestsOfPool: (pool: MachinePoolProps) => ManifestFiles[string],
): ManifestFiles => Object.fromEntries(pools.map((pool) => [`machine-pools/${pool.name}.yaml`, manifestsOfPool(pool)]));

/**
 * Returns the props of all pools of the machine API, or the facts that are missing for them.
 *
 * @throws Error when a pool has no instance type.
 */
export function machinePoolProps(
  { environment, names }: Context,
  { infraId, machineImages, gitSshBalancer, portsBalancer }: Partial<Facts>,
): readonly MachinePoolProps[] | { readonly waitsFor: readonly FactName[] } {
  const { name, zones, cluster, gitlab, edge } = environment;
  const images = machineImages?.[cluster.release];
  const declared = cluster.pools.filter(isMachineApis);
  const pictured = declared.flatMap((pool) => {
    const imageId = images?.[pool.architecture]?.imageId;
    return imageId === undefined ? [] : [{ pool, imageId }];
  });
  const complete = pictured.length === declared.length;
  if (infraId === undefined || !complete) {
    return {
      waitsFor: [
        ...(infraId === undefined ? ['infraId' as const] : []),
        ...(complete ? [] : ['machineImages' as const]),
      ],
    };
  }

  const place: MachineLocation = {
    infraId,
    instanceProfile: names.roleName('worker'),
    subnetName: (zone) => `${name}-private-${zone}`,
    tags: platformTags(environment),
  };
  const { sshBalancer, sshMachines } = gitlabNames(names);
  const ofPorts = portsNames(names);
  // A machine that names a load balancer that does not exist yet never becomes ready.
  const balancers = [
    ...(gitSshBalancer === undefined || gitlab === undefined
      ? []
      : [{ pool: gitlab.ssh.pool, name: sshBalancer, machinesGroup: sshMachines }]),
    ...(portsBalancer === undefined || edge.ports === undefined
      ? []
      : [{ pool: edge.ports.pool, name: ofPorts.balancer, machinesGroup: ofPorts.machines }]),
  ];
  return pictured.map(({ pool, imageId }) => {
    const [instanceType] = pool.instanceTypes;
    if (instanceType === undefined) throw new Error(`pool ${pool.name} has no instance type`);
    const { architecture, size, volume, labels, taints, tuning, capacity } = pool;
    return {
      name: pool.name,
      place,
      architecture,
      imageId,
      instanceType,
      size,
      volume,
      labels,
      taints,
      capacity: instanceCapacity(instanceType),
      zones: pool.zones ?? zones,
      balancers: balancers.filter((balancer) => balancer.pool === pool.name),
      tuned: tuning !== undefined,
      spot: capacity !== 'on-demand',
    };
  });
}

const isMachineApis = ({ role, owner }: NodePool): boolean => role === 'worker' && owner === 'machine-api';
