import { cloudPools, type Environment } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { applicationWaves } from '../base/delivery/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { CsrApprover, csrApproverName, type CsrApproverSettings } from '../platform/csr-approver/csr-approver';
import { CsrApproverAccess } from '../platform/csr-approver/csr-approver-access';
import { nodeLabels } from '../platform/node-labels';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';

/**
 * The CSR approver, which admits machines that CloudFormation owns as nodes; empty if there are no such pools.
 *
 * @throws Error when there are such pools and `cluster.toolsImage` is missing.
 */
export function csrApproverApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment, names } = context;
  const { toolsImage } = environment.cluster;
  if (cloudPools(environment).length === 0) return [];
  const name = csrApproverName;
  if (toolsImage === undefined) throw new Error(`${name} needs cluster.toolsImage`);
  const needed = ['infraId'] as const;
  const waitsFor = [...missingStackFacts(facts, ['identity']), ...missingFacts(facts, needed)];
  if (waitsFor.length > 0 || !hasFacts(facts, needed)) return [waitingApplication(context, name, waitsFor)];

  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', { name, purpose: 'Admits machines that CloudFormation owns as nodes' });
    new CsrApproverAccess(chart, 'access', { namespace: name, serviceAccount: name });
  });
  const namespaced = namespacedManifests(context, name, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new CsrApprover(chart, 'admission', {
      settings: csrApproverSettings(environment, facts.infraId),
      image: toolsImage,
      roleArn: names.roleArn(name),
    });
  });
  const application = platformApplication(
    context,
    { [`${name}/cluster-wide.yaml`]: clusterWide, [`${name}/admission.yaml`]: namespaced },
    {
      name,
      description: 'Admission of machines that CloudFormation owns as nodes',
      namespaces: [name],
      clusterKinds: [
        { group: '', kind: 'Namespace' },
        ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
      ],
      wave: applicationWaves.platform,
    },
  );
  return [application];
}

/** Settings of the CSR approver: the cluster and pools whose machines it admits, and labels and taints of their nodes. */
export const csrApproverSettings = (environment: Environment, infraId: string): CsrApproverSettings => ({
  region: environment.region,
  infraId,
  pools: cloudPools(environment).map((pool) => ({
    name: pool.name,
    labels: nodeLabels({ ...pool, tuned: pool.tuning !== undefined }),
    taints: pool.taints,
  })),
});
