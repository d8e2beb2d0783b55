import type { KubernetesObject } from '../formats/kubernetes-object';
import {
  isPodOwner,
  type PodOwner,
  type ContainerResources,
  type PerconaScheduling,
  type PodTemplate,
  type WithResources,
  type VolumeClaimSpec,
} from './pod-owner';
import { neededSurge } from './needed-surge';
import { onePerMachine, type PodScheduling } from './scheduling';

/** A volume that comes with a pod. */
export interface PodVolumeClaim {
  readonly size: string | undefined;
  readonly storageClass: string | undefined;
}

/** Identical pods, with the volumes that each brings. */
export interface PodGroup {
  /** Their workload, such as `Deployment/pad`. */
  readonly workload: string;
  readonly namespace: string | undefined;
  /** Pods at most, and at least where something scales them. */
  readonly count: number;
  readonly least: number;
  /** Pods beside them without which a new version never takes their place; 0 where old ones end first. */
  readonly surge: number;
  readonly containers: readonly (ContainerResources | undefined)[];
  /** Containers that end before the others start. */
  readonly initContainers: readonly (ContainerResources | undefined)[];
  readonly volumes: readonly PodVolumeClaim[];
  /** Names of claims beside the pods that each of them uses. */
  readonly claims: readonly string[];
  readonly scheduling: PodScheduling;
}

/** Settings of workloads in other objects, by `<namespace>/<name>`. */
interface Beside {
  /** How many pods a deployment has, where something scales it. */
  readonly scaled: ReadonlyMap<string, { readonly minReplicas?: number; readonly maxReplicas: number }>;
  /** What the container beside a database may use that writes to an archive. */
  readonly archivers: ReadonlyMap<string, ContainerResources | undefined>;
}

/**
 * The maximum of pods and volumes of the platform's own objects; empty for other kinds. Quotas and machines are both computed from
 * this list.
 *
 * @example
 * podGroups(manifests).map(({ workload, count }) => `${count} pods of ${workload}`);
 */
export function podGroups(manifests: readonly KubernetesObject[]): readonly PodGroup[] {
  const beside: Beside = {
    scaled: new Map(
      manifests.filter(isScaler).map(({ metadata, spec }) => [objectKey(metadata, spec.scaleTargetRef.name), spec]),
    ),
    archivers: new Map(
      manifests
        .filter(isArchive)
        .map(({ metadata, spec }) => [objectKey(metadata), spec.instanceSidecarConfiguration?.resources]),
    ),
  };
  return manifests.filter(isPodOwner).flatMap((manifest) => toPodGroups(manifest, beside));
}

const objectKey = ({ namespace = '', name }: KubernetesObject['metadata'], other = name): string =>
  `${namespace}/${other}`;

interface Scaler {
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
  };
}

const isScaler = (manifest: KubernetesObject): manifest is KubernetesObject & Scaler =>
  manifest.kind === 'HorizontalPodAutoscaler';

interface Archive {
  readonly spec: { readonly instanceSidecarConfiguration?: { readonly resources?: ContainerResources } };
}

const isArchive = (manifest: KubernetesObject): manifest is KubernetesObject & Archive =>
  manifest.kind === 'ObjectStore';

function toPodGroups(bearer: KubernetesObject & PodOwner, { scaled, archivers }: Beside): readonly PodGroup[] {
  const { kind, metadata } = bearer;
  const named = (suffix = '') => ({ workload: `${kind}/${metadata.name}${suffix}`, namespace: metadata.namespace });
  const group = (part: GroupPart, suffix?: string): PodGroup => ({
    ...named(suffix),
    least: part.count,
    surge: 0,
    initContainers: [],
    claims: [],
    scheduling: {},
    ...part,
  });
  switch (bearer.kind) {
    case 'Deployment': {
      const range = scaled.get(objectKey(metadata));
      const pods = ofTemplate(bearer.spec.template, range?.maxReplicas ?? bearer.spec.replicas ?? 1);
      const least = range === undefined ? pods.count : (range.minReplicas ?? 1);
      return [group({ ...pods, least, surge: neededSurge(pods.count, bearer.spec.strategy) })];
    }
    case 'StatefulSet': {
      const { template, replicas = 1, volumeClaimTemplates = [] } = bearer.spec;
      const pods = ofTemplate(template, replicas);
      return [
        group({ ...pods, volumes: [...pods.volumes, ...volumeClaimTemplates.map(({ spec }) => toVolumeClaim(spec))] }),
      ];
    }
    case 'Job':
      return [group(ofTemplate(bearer.spec.template, 1))];
    case 'CronJob':
      return [group(ofTemplate(bearer.spec.jobTemplate.spec.template, 1))];
    case 'PersistentVolumeClaim':
      return [group({ count: 1, containers: [], volumes: [toVolumeClaim(bearer.spec)] })];
    case 'Cluster': {
      const { instances, resources, storage, walStorage, plugins = [], affinity, ...spread } = bearer.spec;
      const beside = plugins.map(({ parameters }) =>
        archivers.get(objectKey(metadata, parameters?.barmanObjectName ?? '')),
      );
      return [
        group({
          count: instances,
          containers: [resources, ...beside],
          volumes: [storage, walStorage].map(({ size, storageClass }) => ({ size, storageClass })),
          scheduling: {
            ...(affinity?.podAntiAffinityType === 'required' ? onePerMachine : {}),
            nodeSelector: affinity?.nodeSelector,
            tolerations: affinity?.tolerations,
            topologySpreadConstraints: spread.topologySpreadConstraints,
          },
        }),
      ];
    }
    case 'Pooler': {
      const { template, instances } = bearer.spec;
      return [group({ ...ofTemplate(template, instances), surge: neededSurge(instances) })];
    }
    case 'PerconaXtraDBCluster': {
      const { pxc, haproxy } = bearer.spec;
      const volumes = [toVolumeClaim(pxc.volumeSpec.persistentVolumeClaim)];
      return [
        group(
          {
            count: pxc.size,
            containers: listResources([pxc, ...pxc.sidecars]),
            volumes,
            scheduling: ofPercona(pxc),
          },
          '-pxc',
        ),
        group(
          {
            count: haproxy.size,
            containers: listResources([haproxy]),
            volumes: [],
            scheduling: ofPercona(haproxy),
          },
          '-haproxy',
        ),
      ];
    }
    case 'PostgresCluster': {
      const { instances, monitoring, backups, proxy } = bearer.spec;
      const beside = [monitoring.pgmonitor.exporter, ...Object.values(backups?.pgbackrest.sidecars ?? {})];
      const { pgBouncer } = proxy;
      return [
        ...instances.map((set) =>
          group({
            count: set.replicas,
            containers: listResources([set, ...Object.values(set.sidecars), ...beside]),
            volumes: [toVolumeClaim(set.dataVolumeClaimSpec), toVolumeClaim(set.walVolumeClaimSpec)],
            scheduling: toScheduling(set),
          }),
        ),
        group(
          {
            count: pgBouncer.replicas,
            // The operator never lets a ready one go first.
            surge: neededSurge(pgBouncer.replicas, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } }),
            containers: listResources([pgBouncer, ...Object.values(pgBouncer.sidecars)]),
            volumes: [],
            scheduling: toScheduling(pgBouncer),
          },
          '-pgbouncer',
        ),
      ];
    }
  }
}

type GroupPart = Pick<PodGroup, 'count' | 'containers' | 'volumes'> & Partial<PodGroup>;

const ofTemplate = ({ spec }: PodTemplate, count: number): GroupPart => ({
  count,
  containers: listResources(spec.containers),
  initContainers: listResources(spec.initContainers ?? []),
  volumes: (spec.volumes ?? []).flatMap(({ ephemeral }) =>
    ephemeral === undefined ? [] : [toVolumeClaim(ephemeral.volumeClaimTemplate.spec)],
  ),
  claims: (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
  scheduling: toScheduling(spec),
});

const toScheduling = (spec: PodScheduling): PodScheduling => ({
  nodeSelector: spec.nodeSelector,
  tolerations: spec.tolerations,
  affinity: spec.affinity,
  topologySpreadConstraints: spec.topologySpreadConstraints,
});

const ofPercona = ({ affinity, topologySpreadConstraints }: PerconaScheduling): PodScheduling => ({
  ...(affinity?.antiAffinityTopologyKey === undefined ? {} : onePerMachine),
  topologySpreadConstraints,
});

const listResources = (containers: readonly WithResources[]) => containers.map(({ resources }) => resources);

const toVolumeClaim = ({ resources, storageClassName }: VolumeClaimSpec): PodVolumeClaim => ({
  size: resources.requests?.storage,
  storageClass: storageClassName,
});
