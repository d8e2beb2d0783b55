import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { applicationWaves } from '../base/delivery/sync';
import { namespaceKind, tenantNamespaceKinds } from '../tenancy/tenant-kinds';
import { platformApplication, waitingApplication, type ClusterApplication, type Context } from './application';

/** Name of the application of the tenants' namespaces, and of its folder. */
export const tenantNamespacesName = 'tenants';

/**
 * The application of all tenants' namespaces, quotas, roles and bindings; empty while there are no tenants. Its files come from
 * `tenantApplication`. It follows the platform's branch, so that a merge into the branch of services cannot change them.
 */
export function tenantNamespacesApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { tenants } = context.environment;
  if (tenants.length === 0) return [];
  const waitsFor = missingStackFacts(facts, ['tenants']);
  if (waitsFor.length > 0) return [waitingApplication(context, tenantNamespacesName, waitsFor)];
  const application = platformApplication(
    context,
    {},
    {
      name: tenantNamespacesName,
      description: 'Who tenants are, and what they may',
      namespaces: tenants.map(({ name }) => name),
      clusterKinds: [namespaceKind],
      namespaceKinds: tenantNamespaceKinds,
      wave: applicationWaves.data,
    },
  );
  return [application];
}
