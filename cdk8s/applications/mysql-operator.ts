import { operators, type Operator } from '../../model/data/operators';
import type { OpenShiftReleaseName } from '../../model/data/openshift-releases';
import {
  isMysqlOperatorRelease,
  newestMysqlOperator,
  type MysqlOperatorRelease,
} from '../base/databases/mysql-release';

const ofMysql: Pick<Operator, 'releases'> | undefined = operators.find(({ neededFor }) => neededFor === 'mysql');

/**
 * Returns the release of Percona's operator for a release of OpenShift.
 *
 * @throws Error when there is none, or `base/databases/mysql-release.ts` does not know it.
 */
export function mysqlOperator(release: OpenShiftReleaseName, releases = ofMysql?.releases): MysqlOperatorRelease {
  const supply = releases?.[release];
  if (supply === undefined || !('channel' in supply)) {
    throw new Error(`OpenShift ${release} has no operator for MySQL: add it to model/data/operators.ts`);
  }
  const line = supply.heldBackTo ?? newestMysqlOperator;
  if (!isMysqlOperatorRelease(line)) {
    throw new Error(
      `nothing is known of ${line} of the operator for MySQL: add it to cdk8s/base/databases/mysql-release.ts`,
    );
  }
  return line;
}
