import { keycloakPostgres } from '../../../constructs/single-sign-on/keycloak-postgres';
import { failed, passed, orPassed, type PreflightCheck } from './check';

/** Zones that the database needs, because RDS keeps a standby in a second one. */
const leastZones = 2;

/**
 * Whether RDS offers the instance type of Keycloak's database in two zones of the environment, if Keycloak runs outside
 * the cluster.
 */
export const databaseTypeCheck: PreflightCheck = {
  name: 'instance types of databases',
  findings: async ({ environment: { singleSignOn, zones, region }, cloud }) => {
    const { keycloak } = singleSignOn;
    if (keycloak?.placement !== 'ecs') return [passed('no database in RDS')];
    const { engine, version } = keycloakPostgres;
    const { instanceType } = keycloak.database;
    const offered = await cloud.zonesOfDatabase(engine, version, instanceType);
    const own = zones.filter((zone) => offered.includes(zone));
    const what = `${engine} ${version} on ${instanceType}`;
    return orPassed(
      own.length >= leastZones
        ? []
        : [
            failed(
              offered.length === 0
                ? `RDS does not offer ${what} in ${region}`
                : `RDS offers ${what} only in ${offered.join(', ')}, and its standby needs ${leastZones} zones of the environment`,
              'choose another instanceType for singleSignOn.keycloak.database',
            ),
          ],
      `RDS offers ${what} in ${own.join(', ')}`,
    );
  },
};
