import type { Finding } from '../finding';
import type { PathStep } from '../problem';
import type { VolumeSpeed } from '../schema/storage';
import { volumeSizeFindings } from './disk-rules';
import type { EnvironmentFile } from './findings';

/** A volume of the platform's own, with the size that the environment gives it. */
interface SizedVolume {
  readonly sizeGiB: number;
  readonly speed: VolumeSpeed;
  readonly path: readonly PathStep[];
}

/** A volume has the speed that the environment gives its class, whatever its size: what holds for tenants holds for the platform. */
export const platformVolumeFindings = (environment: EnvironmentFile): readonly Finding[] =>
  sizedVolumes(environment).flatMap(({ sizeGiB, speed, path }) =>
    volumeSizeFindings(sizeGiB, environment.storage[speed].iops, path),
  );

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
