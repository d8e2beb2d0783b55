import { groupPathNames, type GroupPath } from '../group-path';
import type { PathStep } from '../problem';
import type { Tenant } from '../tenant';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile, TenantFinding } from './findings';

/**
 * Groups of the environment's own file that a directory cannot hold: FreeIPA has none below another, so one of several names is
 * kept in Keycloak, where somebody has to put people into it by hand.
 */
export function groupWarnings(environment: EnvironmentFile): readonly Finding[] {
  const { keycloak } = environment.singleSignOn;
  const named: readonly NamedGroup[] = [
    ...(keycloak === undefined
      ? []
      : [{ path: ['singleSignOn', 'keycloak', 'administrators'], group: keycloak.administrators }]),
    ...environment.access.contributors.flatMap(({ who }, index) =>
      'group' in who ? [{ path: ['access', 'contributors', index, 'who', 'group'], group: who.group }] : [],
    ),
  ];
  return named.flatMap((each) => notInDirectory(each, environment));
}

/** Warnings for groups in the tenants' files that a directory cannot hold. */
export const tenantGroupWarnings = (
  tenants: readonly Tenant[],
  environment: EnvironmentFile,
): readonly TenantFinding[] =>
  tenants.flatMap(({ name: tenant, services }) =>
    services.flatMap(({ login }, index) =>
      login?.members === undefined
        ? []
        : notInDirectory(
            { path: ['services', index, ...login.members.path], group: login.members.group },
            environment,
          ).map((finding) => ({ ...finding, tenant })),
    ),
  );

interface NamedGroup {
  readonly path: readonly PathStep[];
  readonly group: GroupPath;
}

const notInDirectory = ({ path, group }: NamedGroup, { singleSignOn }: EnvironmentFile): readonly Finding[] =>
  findingIf(
    singleSignOn.keycloak !== undefined &&
      (typeof singleSignOn.keycloak.directory === 'string' || !('none' in singleSignOn.keycloak.directory)) &&
      groupPathNames(group).length > 1,
    path,
    `${group} is below another group, and the directory has only groups on one level: nobody is in it`,
    'name a group of the directory, or put people into this one in Keycloak',
  );
