/**
 * Pods that a component of the cluster makes by itself, so that no rendered object describes them, and what each
 * requests.
 */
export interface ComponentPod {
  readonly name: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
}

/** Pods of OpenShift on workers, without DaemonSets, routers and monitoring. */
export const openshiftPods: readonly ComponentPod[] = [
  // openshift/cluster-image-registry-operator:pkg/resource/podtemplatespec.go; two replicas, because images are stored
  // in S3
  { name: 'openshift-image-registry/image-registry', replicas: 2, cpu: '100m', memory: '256Mi' },
  // openshift/cluster-network-operator:bindata/network-diagnostics and bindata/networking-console-plugin
  { name: 'openshift-network-diagnostics/network-check-source', replicas: 1, cpu: '10m', memory: '40Mi' },
  { name: 'openshift-network-console/networking-console-plugin', replicas: 2, cpu: '10m', memory: '50Mi' },
];

/** Requests of a router pod. Source: openshift/cluster-ingress-operator:pkg/manifests/assets/router/deployment.yaml. */
export const routerPod = { cpu: '100m', memory: '256Mi' } as const;

/**
 * Pods of Argo CD as OpenShift GitOps makes them, without the application controller, whose requests the platform sets.
 * Source: redhat-developer/gitops-operator:controllers/argocd/argocd.go, gitopsservice_controller.go, consoleplugin.go.
 */
export const argoCdPods: readonly ComponentPod[] = [
  { name: 'server', replicas: 1, cpu: '125m', memory: '128Mi' },
  { name: 'repo-server', replicas: 1, cpu: '250m', memory: '256Mi' },
  { name: 'redis', replicas: 1, cpu: '250m', memory: '128Mi' },
  { name: 'dex-server', replicas: 1, cpu: '250m', memory: '128Mi' },
  { name: 'cluster', replicas: 1, cpu: '250m', memory: '128Mi' },
  { name: 'gitops-plugin', replicas: 1, cpu: '250m', memory: '128Mi' },
];

/**
 * Requests assumed for the pod that ExternalDNS' operator makes for each ExternalDNS object. The pod itself requests
 * nothing, but it uses resources of a machine.
 */
export const externalDnsPod = { cpu: '50m', memory: '128Mi' } as const;

/** Requests assumed for operators whose bundle sets none or is not published; more than these operators use. */
const unsaid = { cpu: '50m', memory: '256Mi' } as const;

/**
 * Pods of operators' controllers, by package. Sources: config/manager/manager.yaml of openshift/oadp-operator,
 * openshift/external-secrets-operator, openshift/cert-manager-operator, openshift/external-dns-operator and
 * cloudnative-pg/cloudnative-pg; openshift/csi-operator:config/aws-efs/manifests/stable.
 */
const operatorPods: Readonly<Record<string, Omit<ComponentPod, 'name'>>> = {
  'redhat-oadp-operator': { replicas: 1, cpu: '500m', memory: '128Mi' },
  'openshift-external-secrets-operator': { replicas: 1, cpu: '100m', memory: '1Gi' },
  'openshift-cert-manager-operator': { replicas: 1, cpu: '10m', memory: '32Mi' },
  'external-dns-operator': { replicas: 1, cpu: '100m', memory: '30Mi' },
  'cloudnative-pg': { replicas: 1, cpu: '100m', memory: '100Mi' },
  'aws-efs-csi-driver-operator': { replicas: 1, cpu: '10m', memory: '50Mi' },
  // The operator itself, Prometheus Operator with two pods for its admission webhook, and the operator of dashboards.
  'cluster-observability-operator': { replicas: 5, ...unsaid },
};

/** Pods of the controller of an operator, by its package; assumed for a package that is not in the table. */
export const operatorPod = (name: string): Omit<ComponentPod, 'name'> =>
  operatorPods[name] ?? { replicas: 1, cpu: unsaid.cpu, memory: unsaid.memory };

/** Requests assumed for the console's plugin for logs; its real requests are not published. */
export const loggingPluginPod = { cpu: '50m', memory: '128Mi' } as const;
