import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { applicationWaves } from '../base/delivery/sync';
import { namespaceKind, tenantNamespaceKinds } from '../tenancy/tenant-kinds';
import { platformApplication, waitingApplication, type ClusterApplication, type Context } from './application';

/** Folder and application of what says who tenants are. */
export const tenantNamespacesName = 'tenants';

/**
 * Namespaces, quotas, roles and bindings of all tenants, whose files come with their tenants: who a tenant is and what it may is
 * the platform's to say, whatever somebody merges into the branch that services follow.
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
