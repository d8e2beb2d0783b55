import { Construct } from 'constructs';
import { DatabaseBackupRole } from './database-backup-role';
import type { PlatformResources } from './platform-resources';
import { platformWorkloads, type PlatformWorkload } from './platform-workloads';
import { WorkloadRole } from './workload-role';

/** Paths of the names of the roles that `addPlatformRoles` makes. */
export type PlatformRolePath = readonly [PlatformWorkload['role']] | readonly ['shared', cluster: string, 'backup'];

export interface PlatformRolesProps extends PlatformResources {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Returns the name of a role for its path, the most general part first. */
  readonly roleName: (...path: PlatformRolePath) => string;
}

/**
 * Makes the IAM roles of the platform's own workloads in `scope`, one for each that the environment runs. Most are in a
 * construct `Platform`, which their logical ids say.
 */
export function addPlatformRoles(scope: Construct, props: PlatformRolesProps): readonly WorkloadRole[] {
  const { issuer, roleName, buckets, sharedDatabases } = props;
  // It is made where the first role needs it, because the template lists resources in the order of constructs.
  let platform: Construct | undefined;
  const inPlatform = () => (platform ??= new Construct(scope, 'Platform'));
  const roles = platformWorkloads.flatMap(({ role, id, beside, rights }) => {
    const found = rights(props);
    if (found === undefined) return [];
    return [new WorkloadRole(beside ? scope : inPlatform(), id, { roleName: roleName(role), issuer, ...found })];
  });
  if (sharedDatabases === undefined) return roles;
  const { namespace, clusters } = sharedDatabases;
  return [
    ...roles,
    ...clusters.map(
      (name) =>
        new DatabaseBackupRole(inPlatform(), `SharedDatabase-${name}`, {
          roleName: roleName('shared', name, 'backup'),
          issuer,
          serviceAccount: { namespace, name },
          archive: { ...buckets.databaseBackups, prefix: `shared/${name}` },
        }),
    ),
  ];
}
