import type { Manifest } from '../base/manifest';
import { archiverResources } from '../base/postgres-backup';

/** What a container may use. */
export interface ContainerResources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** Pods that are alike, with the volumes that each brings. */
export interface PodGroup {
  readonly count: number;
  readonly containers: readonly (ContainerResources | undefined)[];
  /** Sizes of the volumes. */
  readonly volumes: readonly (string | undefined)[];
}

interface Sized {
  readonly resources?: ContainerResources;
}

interface PodTemplate {
  readonly spec: { readonly containers: readonly Sized[]; readonly volumes?: readonly PodVolume[] };
}

interface VolumeClaimSpec {
  readonly resources: ContainerResources;
}

/** A volume of a pod; one that comes and goes with it is claimed like any other. */
interface PodVolume {
  readonly ephemeral?: { readonly volumeClaimTemplate: { readonly spec: VolumeClaimSpec } };
}

/** The parts of a manifest that make pods and volumes, by its kind. */
interface PodBearing {
  readonly Deployment: { readonly replicas?: number; readonly template: PodTemplate };
  readonly StatefulSet: PodBearing['Deployment'] & {
    readonly volumeClaimTemplates?: readonly { readonly spec: VolumeClaimSpec }[];
  };
  readonly Job: { readonly template: PodTemplate };
  readonly CronJob: { readonly jobTemplate: { readonly spec: { readonly template: PodTemplate } } };
  readonly PersistentVolumeClaim: VolumeClaimSpec;
  readonly Cluster: Sized & {
    readonly instances: number;
    readonly storage: { readonly size: string };
    readonly walStorage: { readonly size: string };
    /** A database that is backed up has a container for it beside each instance. */
    readonly plugins?: readonly unknown[];
  };
  readonly Pooler: { readonly instances: number; readonly template: PodTemplate };
  readonly PerconaXtraDBCluster: {
    readonly pxc: Sized & {
      readonly size: number;
      readonly sidecars: readonly Sized[];
      readonly volumeSpec: { readonly persistentVolumeClaim: VolumeClaimSpec };
    };
    readonly haproxy: Sized & { readonly size: number };
  };
  readonly PostgresCluster: {
    readonly instances: readonly (Sized & {
      readonly replicas: number;
      readonly sidecars: Readonly<Record<string, Sized>>;
      readonly dataVolumeClaimSpec: VolumeClaimSpec;
      readonly walVolumeClaimSpec: VolumeClaimSpec;
    })[];
    readonly monitoring: { readonly pgmonitor: { readonly exporter: Sized } };
    readonly backups?: { readonly pgbackrest: { readonly sidecars: Readonly<Record<string, Sized>> } };
    readonly proxy: {
      readonly pgBouncer: Sized & { readonly replicas: number; readonly sidecars: Readonly<Record<string, Sized>> };
    };
  };
}

type Bearer = {
  readonly [Kind in keyof PodBearing]: { readonly kind: Kind; readonly spec: PodBearing[Kind] };
}[keyof PodBearing];

const bearers: ReadonlySet<string> = new Set<keyof PodBearing>([
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

/** Pods of a deployment at most, by its name, where something scales it. */
type Ceilings = ReadonlyMap<string, number>;

/** The pods and volumes that objects of ours bring at most; none for all other kinds. */
export function podGroups(manifests: readonly Manifest[]): readonly PodGroup[] {
  const ceilings: Ceilings = new Map(
    manifests.filter(isScaler).map(({ spec }) => [spec.scaleTargetRef.name, spec.maxReplicas]),
  );
  return manifests.filter(isBearer).flatMap((manifest) => groupsOf(manifest, ceilings));
}

interface Scaler {
  readonly spec: { readonly scaleTargetRef: { readonly name: string }; readonly maxReplicas: number };
}

const isScaler = (manifest: Manifest): manifest is Manifest & Scaler => manifest.kind === 'HorizontalPodAutoscaler';

/** Objects of these kinds come from the constructs of this project, so their fields are known. */
const isBearer = (manifest: Manifest): manifest is Manifest & Bearer => bearers.has(manifest.kind);

function groupsOf(bearer: Manifest & Bearer, ceilings: Ceilings): readonly PodGroup[] {
  switch (bearer.kind) {
    case 'Deployment':
      return [ofTemplate(bearer.spec.template, ceilings.get(bearer.metadata.name) ?? bearer.spec.replicas ?? 1)];
    case 'StatefulSet': {
      const { template, replicas = 1, volumeClaimTemplates = [] } = bearer.spec;
      const pods = ofTemplate(template, replicas);
      return [{ ...pods, volumes: [...pods.volumes, ...volumeClaimTemplates.map(({ spec }) => sizeOf(spec))] }];
    }
    case 'Job':
      return [ofTemplate(bearer.spec.template, 1)];
    case 'CronJob':
      return [ofTemplate(bearer.spec.jobTemplate.spec.template, 1)];
    case 'PersistentVolumeClaim':
      return [{ count: 1, containers: [], volumes: [sizeOf(bearer.spec)] }];
    case 'Cluster': {
      const { instances, resources, storage, walStorage, plugins } = bearer.spec;
      const containers = plugins === undefined ? [resources] : [resources, archiverResources];
      return [{ count: instances, containers, volumes: [storage.size, walStorage.size] }];
    }
    case 'Pooler':
      return [ofTemplate(bearer.spec.template, bearer.spec.instances)];
    case 'PerconaXtraDBCluster': {
      const { pxc, haproxy } = bearer.spec;
      const volumes = [sizeOf(pxc.volumeSpec.persistentVolumeClaim)];
      return [
        { count: pxc.size, containers: resourcesOf([pxc, ...pxc.sidecars]), volumes },
        { count: haproxy.size, containers: resourcesOf([haproxy]), volumes: [] },
      ];
    }
    case 'PostgresCluster': {
      const { instances, monitoring, backups, proxy } = bearer.spec;
      const beside = [monitoring.pgmonitor.exporter, ...Object.values(backups?.pgbackrest.sidecars ?? {})];
      const { pgBouncer } = proxy;
      return [
        ...instances.map((set) => ({
          count: set.replicas,
          containers: resourcesOf([set, ...Object.values(set.sidecars), ...beside]),
          volumes: [sizeOf(set.dataVolumeClaimSpec), sizeOf(set.walVolumeClaimSpec)],
        })),
        {
          count: pgBouncer.replicas,
          containers: resourcesOf([pgBouncer, ...Object.values(pgBouncer.sidecars)]),
          volumes: [],
        },
      ];
    }
  }
}

const ofTemplate = ({ spec: { containers, volumes = [] } }: PodTemplate, count: number): PodGroup => ({
  count,
  containers: resourcesOf(containers),
  volumes: volumes.flatMap(({ ephemeral }) =>
    ephemeral === undefined ? [] : [sizeOf(ephemeral.volumeClaimTemplate.spec)],
  ),
});

const resourcesOf = (containers: readonly Sized[]) => containers.map(({ resources }) => resources);

const sizeOf = ({ resources }: VolumeClaimSpec): string | undefined => resources.requests?.storage;
