import type { KubernetesObject } from '../formats/kubernetes-object';
import type { PodScheduling } from './scheduling';

/** What a container may use. */
export interface ContainerResources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** What asks for resources. */
export interface WithResources {
  readonly resources?: ContainerResources;
}

/** A container of a pod, as far as it is looked at. */
export interface PodContainer extends WithResources {
  readonly image?: string;
}

/** What pods are made from. */
export interface PodTemplate {
  readonly spec: PodScheduling & {
    readonly containers: readonly PodContainer[];
    readonly initContainers?: readonly PodContainer[];
    readonly volumes?: readonly PodVolume[];
  };
}

/** What a volume is made from. */
export interface VolumeClaimSpec {
  /** @default the default storage class of the cluster */
  readonly storageClassName?: string;
  readonly resources: ContainerResources;
}

/** A volume of a pod; one that comes and goes with it is claimed like any other. */
interface PodVolume {
  readonly ephemeral?: { readonly volumeClaimTemplate: { readonly spec: VolumeClaimSpec } };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

/** How many pods there are, and what they are made from. */
interface ReplicatedPods {
  readonly replicas?: number;
  readonly template: PodTemplate;
}

/** How pods of a new version take the place of those of the old one. */
export interface DeploymentStrategy {
  /** @default RollingUpdate */
  readonly type?: string;
  readonly rollingUpdate?: {
    /**
     * Pods that may be missing meanwhile, or a part of all as a percentage.
     * @default 25%
     */
    readonly maxUnavailable?: number | string;
    /**
     * Pods that may be there besides, or a part of all as a percentage.
     * @default 25%
     */
    readonly maxSurge?: number | string;
  };
}

/** How the operators of databases keep pods of one cluster apart. */
export interface PerconaScheduling extends Pick<PodScheduling, 'topologySpreadConstraints'> {
  readonly affinity?: { readonly antiAffinityTopologyKey?: string };
}

/** The parts of a manifest that make pods and volumes, by its kind. */
export interface PodOwnerSpecs {
  readonly Deployment: ReplicatedPods & { readonly strategy?: DeploymentStrategy };
  readonly StatefulSet: ReplicatedPods & {
    readonly volumeClaimTemplates?: readonly { readonly spec: VolumeClaimSpec }[];
  };
  readonly Job: { readonly template: PodTemplate };
  readonly CronJob: { readonly jobTemplate: { readonly spec: { readonly template: PodTemplate } } };
  readonly PersistentVolumeClaim: VolumeClaimSpec;
  readonly Cluster: WithResources &
    Pick<PodScheduling, 'topologySpreadConstraints'> & {
      readonly instances: number;
      readonly storage: CloudNativeStorage;
      readonly walStorage: CloudNativeStorage;
      readonly affinity?: Pick<PodScheduling, 'nodeSelector' | 'tolerations'> & {
        readonly podAntiAffinityType?: string;
      };
      /** A database that is backed up has a container for it beside each instance, sized where its archive is. */
      readonly plugins?: readonly { readonly parameters?: { readonly barmanObjectName?: string } }[];
    };
  readonly Pooler: { readonly instances: number; readonly template: PodTemplate };
  readonly PerconaXtraDBCluster: {
    readonly pxc: WithResources &
      PerconaScheduling & {
        readonly size: number;
        readonly sidecars: readonly WithResources[];
        readonly volumeSpec: { readonly persistentVolumeClaim: VolumeClaimSpec };
      };
    readonly haproxy: WithResources & PerconaScheduling & { readonly size: number };
  };
  readonly PostgresCluster: {
    readonly instances: readonly (WithResources &
      PodScheduling & {
        readonly replicas: number;
        readonly sidecars: Readonly<Record<string, WithResources>>;
        readonly dataVolumeClaimSpec: VolumeClaimSpec;
        readonly walVolumeClaimSpec: VolumeClaimSpec;
      })[];
    readonly monitoring: { readonly pgmonitor: { readonly exporter: WithResources } };
    readonly backups?: { readonly pgbackrest: { readonly sidecars: Readonly<Record<string, WithResources>> } };
    readonly proxy: {
      readonly pgBouncer: WithResources &
        PodScheduling & { readonly replicas: number; readonly sidecars: Readonly<Record<string, WithResources>> };
    };
  };
}

interface CloudNativeStorage {
  readonly size: string;
  readonly storageClass?: string;
}

/** An object that makes pods or volumes. */
export type PodOwner = {
  readonly [Kind in keyof PodOwnerSpecs]: { readonly kind: Kind; readonly spec: PodOwnerSpecs[Kind] };
}[keyof PodOwnerSpecs];

const bearers: ReadonlySet<string> = new Set<keyof PodOwnerSpecs>([
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
  'PersistentVolumeClaim',
  'Cluster',
  'Pooler',
  'PerconaXtraDBCluster',
  'PostgresCluster',
]);

/** Objects of these kinds come from the constructs of this project, so their fields are known. */
export const isPodOwner = (manifest: KubernetesObject): manifest is KubernetesObject & PodOwner =>
  bearers.has(manifest.kind);
