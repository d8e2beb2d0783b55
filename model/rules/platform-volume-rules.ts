import type { Finding } from '../finding';
import type { PathStep } from '../problem';
import { storageSchema, type VolumeSpeed } from '../schema/storage';
import { volumeSizeFindings } from './disk-rules';
import type { EnvironmentFile } from './findings';

/** A volume of the platform's own, with the size that the environment gives it. */
interface SizedVolume {
  readonly sizeGiB: number;
  readonly speed: VolumeSpeed;
  readonly path: readonly PathStep[];
}

/**
 * Shared clusters are `fast` unless told otherwise, and the driver lowers the operations of a volume to what its size allows, once that is
 * the least of a gp3 volume, 3,000. So nobody has to grow a disk for what nobody asked for. Source: aws-ebs-csi-driver,
 * pkg/cloud/cloud.go, `capIOPS`.
 */
const lowered = { fromGiB: 6, operations: storageSchema.parse({}).fast.iops };

/** A volume has the speed that the environment gives its class, whatever its size: what holds for tenants holds for the platform. */
export const platformVolumeFindings = (environment: EnvironmentFile): readonly Finding[] =>
  sizedVolumes(environment).flatMap(({ sizeGiB, speed, path }) => {
    const { iops } = environment.storage[speed];
    const isLowered = sizeGiB >= lowered.fromGiB && iops <= lowered.operations;
    return isLowered ? [] : volumeSizeFindings(sizeGiB, iops, path);
  });

const sizedVolumes = ({ databases, gitlab, observability, singleSignOn }: EnvironmentFile): readonly SizedVolume[] => [
  { sizeGiB: observability.metrics.sizeGiB, speed: 'standard', path: ['observability', 'metrics', 'sizeGiB'] },
  ...databases.shared.map(({ storageGiB, speed }, index) => ({
    sizeGiB: storageGiB,
    speed,
    path: ['databases', 'shared', index, 'storageGiB'],
  })),
  ...(gitlab === undefined
    ? []
    : [
        {
          sizeGiB: gitlab.database.storageGiB,
          speed: gitlab.database.speed,
          path: ['gitlab', 'database', 'storageGiB'],
        },
        { sizeGiB: gitlab.repositories.sizeGiB, speed: 'fast' as const, path: ['gitlab', 'repositories', 'sizeGiB'] },
      ]),
  // Its class is in `cdk8s/services/keycloak`; that of one beside the cluster is a disk of RDS.
  ...(singleSignOn.keycloak?.placement === 'cluster'
    ? [
        {
          sizeGiB: singleSignOn.keycloak.database.storageGiB,
          speed: 'standard' as const,
          path: ['singleSignOn', 'keycloak', 'database', 'storageGiB'],
        },
      ]
    : []),
];
