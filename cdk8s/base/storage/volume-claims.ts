import type { Construct } from 'constructs';
import { claimName, type MountedClaim, type NamedClaim } from './mounted-claims';
import { VolumeClaim } from './volume-claim';

/** Adds the PersistentVolumeClaims of an application, and returns their names. */
export function addVolumeClaims(
  scope: Construct,
  application: string,
  claim: MountedClaim | undefined,
  volumes: readonly NamedClaim[] = [],
): readonly string[] {
  const first = claim === undefined ? [] : [{ id: 'claim', claim, named: claimName(application) }];
  const further = volumes.map((volume) => ({
    id: `claim-${volume.name}`,
    claim: volume,
    named: claimName(application, volume.name),
  }));
  return [...first, ...further].map(({ id, claim: { sizeGiB, sharing, speed, backup }, named }) => {
    new VolumeClaim(scope, id, { name: named, sizeGiB, sharing, speed, backup });
    return named;
  });
}
