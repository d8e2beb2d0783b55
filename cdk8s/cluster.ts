import type { Environment } from '../environments/environment';
import type { Facts } from '../environments/facts';
import { contextOf, type ClusterApplication } from './applications/application';
import { certificates } from './applications/certificates';
import { ingress } from './applications/ingress';
import { machineConfiguration } from './applications/machine-configuration';
import { machinePools } from './applications/machine-pools';
import { nodeAdmission } from './applications/node-admission';
import { tenantApplication } from './applications/tenant-application';

/** The map of all applications of an environment, in the order in which the cluster gets them. */
export function* clusterApplications(environment: Environment, facts: Partial<Facts>): Generator<ClusterApplication> {
  const context = contextOf(environment);
  yield machineConfiguration(context);
  yield* machinePools(context, facts);
  yield* nodeAdmission(context, facts);
  yield certificates(context, facts);
  yield ingress(context, facts);
  for (const tenant of environment.tenants) yield tenantApplication(context, tenant);
}
