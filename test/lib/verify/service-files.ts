import type { Rendered } from '../../../lib/rendered';
import { alert, alertRules } from './alert-files';
import { renderedFiles } from './rendered-files';
import { container, pod, workload } from './workload-files';

/** A tenant with one service, `web`, which has everything that a service has; a test takes something away. */

export const budget = (spec = 'selector: { matchLabels: { app: web } }, maxUnavailable: 1'): string => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: library }
spec: { ${spec} }
`;

const peers = 'ports: [{ port: 443 }]';
export const policy = (
  spec = `policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }], ${peers} }], egress: [{ to: [{ podSelector: {} }], ${peers} }]`,
  app = 'web',
): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: library }
spec: { podSelector: { matchLabels: { app: ${app} } }, ${spec} }
`;

export const told = alertRules(
  'web',
  alert('WebGone', undefined, 'kube_deployment_status_replicas_available{namespace="library",deployment="web"} < 1'),
);

export const service = (replicas = 2): string =>
  workload(pod(container()), 'Deployment', '{}', `  replicas: ${replicas}`);

const namespace = (annotations: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: library, labels: { commons-platform/owner: library }, annotations: ${annotations} }
`;

const dashboard = `
apiVersion: v1
kind: ConfigMap
metadata: { name: commons-hedgedoc, namespace: dashboards, labels: { console.openshift.io/dashboard: 'true' } }
`;

/** The tenant, with these objects in the file of its service. */
export const serviceFiles = (
  objects: readonly string[] = [service(), budget(), policy(), told],
  annotations = '{ commons-platform/services: web=hedgedoc }',
): Rendered =>
  renderedFiles({
    'cluster/library/namespace.yaml': namespace(annotations),
    'cluster/library/web.yaml': objects.join('---'),
    'cluster/monitoring/dashboards.yaml': dashboard,
  });
