/** A pod of a component that makes its pods itself. */
export interface ComponentPod {
  readonly name: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
}

/** What OpenShift runs on workers for itself besides its daemons, routers and monitoring. */
export const openshiftPods: readonly ComponentPod[] = [
  // openshift/cluster-image-registry-operator:pkg/resource/podtemplatespec.go; two with S3 behind them
  { name: 'openshift-image-registry/image-registry', replicas: 2, cpu: '100m', memory: '256Mi' },
  // openshift/cluster-network-operator:bindata/network-diagnostics and bindata/networking-console-plugin
  { name: 'openshift-network-diagnostics/network-check-source', replicas: 1, cpu: '10m', memory: '40Mi' },
  { name: 'openshift-network-console/networking-console-plugin', replicas: 2, cpu: '10m', memory: '50Mi' },
];

/** A router. Source: openshift/cluster-ingress-operator:pkg/manifests/assets/router/deployment.yaml. */
export const routerPod = { cpu: '100m', memory: '256Mi' } as const;

/**
 * Argo CD as OpenShift GitOps makes it, without its controller, which the platform sizes.
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

/** What ExternalDNS' operator asks for each object. It asks nothing; the figure is an assumption, for a machine's sake. */
export const externalDnsPod = { cpu: '50m', memory: '128Mi' } as const;

/** An operator whose bundle asks for nothing, or of which nothing is published: an assumption above what they use. */
const unsaid = { cpu: '50m', memory: '256Mi' } as const;

/**
 * Controllers of operators by package. Sources: config/manager/manager.yaml of openshift/oadp-operator,
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
  // Its own, Prometheus', its webhooks', and that of dashboards.
  'cluster-observability-operator': { replicas: 5, ...unsaid },
};

/** Pods of the controller of a package. */
export const operatorPod = (name: string): Omit<ComponentPod, 'name'> =>
  operatorPods[name] ?? { replicas: 1, cpu: unsaid.cpu, memory: unsaid.memory };

/** The logs' page of the console. Nothing is published of what it asks for. */
export const loggingPluginPod = { cpu: '50m', memory: '128Mi' } as const;
