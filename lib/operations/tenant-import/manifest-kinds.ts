/** Why objects of a kind are not taken over, and what to do instead. */
export interface UntakenKind {
  readonly why: string;
  /** @default nothing is to be done */
  readonly remedy?: string;
}

const told = (why: string, remedy?: string): UntakenKind => ({ why, remedy });
const rights = told(
  'a tenant’s pods have no rights in the cluster',
  'find out what it asks the Kubernetes API; what needs that cannot run as a tenant',
);

/** Kinds of objects that are read. */
export const readKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'DeploymentConfig',
  'StatefulSet',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Ingress',
  'Route',
  'HTTPRoute',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
]);

const kinds: ReadonlyMap<string, UntakenKind> = new Map([
  ['DaemonSet', told('a pod on every machine is the platform’s to run', 'ask the platform team what takes its place')],
  ['ReplicaSet', told('it belongs to a Deployment', 'write a Deployment')],
  ['HorizontalPodAutoscaler', told('the number of pods is said', 'write replicas for the busiest hour')],
  ['VerticalPodAutoscaler', told('the size of pods is said', 'write size')],
  ['PodDisruptionBudget', told('the platform makes one for each service with several pods')],
  [
    'NetworkPolicy',
    told(
      'the platform allows what the service declares, and nothing else',
      'write calls and callsOut for what it calls',
    ),
  ],
  ['ServiceAccount', told('the platform makes one for each service')],
  ['Role', rights],
  ['RoleBinding', rights],
  ['ClusterRole', rights],
  ['ClusterRoleBinding', rights],
  ['Namespace', told('the platform makes the namespace of a tenant')],
  ['ResourceQuota', told('the quota of the tenant takes its place', 'write quota')],
  ['LimitRange', told('each pod says its size')],
  ['PriorityClass', told('all pods of tenants have the same priority')],
  ['StorageClass', told('the platform has its own', 'write sharing, speed and backup of the volume')],
  ['PersistentVolume', told('the platform makes volumes', 'copy the content into the volume of the draft')],
  ['CustomResourceDefinition', told('a tenant brings no kinds of its own', 'ask the platform team for the operator')],
  ['ValidatingWebhookConfiguration', rights],
  ['MutatingWebhookConfiguration', rights],
  ['Gateway', told('the platform’s routers take its place', 'write hosts')],
  ['IngressClass', told('the platform’s routers take its place')],
  ['Certificate', told('the platform has certificates for all hosts')],
  ['Issuer', told('the platform has certificates for all hosts')],
  ['ClusterIssuer', told('the platform has certificates for all hosts')],
  ['ServiceMonitor', told('the platform collects metrics', 'write metrics with their path')],
  ['PodMonitor', told('the platform collects metrics', 'write metrics with their path')],
  ['PrometheusRule', told('the platform has alerts for each service', 'ask the platform team for others')],
  [
    'ExternalSecret',
    told('secrets of a service come from AWS Secrets Manager by themselves', 'list their variables under secrets'),
  ],
  ['SealedSecret', told('secrets of a service come from AWS Secrets Manager', 'list their variables under secrets')],
  ['Endpoints', told('a Service without pods leads outside', 'write that address into the settings')],
  ['EndpointSlice', told('a Service without pods leads outside', 'write that address into the settings')],
]);

/** What is told about a kind that is not read. */
export const untakenKind = (kind: string): UntakenKind =>
  kinds.get(kind) ??
  told(
    'is a kind that an operator brings, and a tenant’s file has nothing like it',
    'ask the platform team what takes its place',
  );
