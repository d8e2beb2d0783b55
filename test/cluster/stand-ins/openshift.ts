import type { KubeApi } from '../support/kube-api';
import type { Written } from '../support/kube-object';
import { defaultRoles } from './openshift-roles';

const namespaces = [
  'openshift',
  'openshift-apiserver',
  'openshift-authentication',
  'openshift-cluster-csi-drivers',
  'openshift-cluster-machine-approver',
  'openshift-cluster-storage-operator',
  'openshift-config',
  'openshift-config-managed',
  'openshift-console',
  'openshift-dns',
  'openshift-etcd',
  'openshift-image-registry',
  'openshift-ingress',
  'openshift-ingress-operator',
  'openshift-kube-apiserver',
  'openshift-machine-api',
  'openshift-machine-config-operator',
  'openshift-marketplace',
  'openshift-monitoring',
  'openshift-operators',
  'openshift-user-workload-monitoring',
];

const configuration = [
  'APIServer',
  'Authentication',
  'Build',
  'Console',
  'DNS',
  'FeatureGate',
  'Image',
  'Ingress',
  'Network',
  'OAuth',
  'Project',
  'Proxy',
  'Scheduler',
];

const managed = { managementState: 'Managed', logLevel: 'Normal', operatorLogLevel: 'Normal' };
const singleton = (apiVersion: string, kind: string, spec: object = {}, name = 'cluster', namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});

const singletons: readonly Written[] = [
  ...configuration.map((kind) => singleton('config.openshift.io/v1', kind)),
  singleton('config.openshift.io/v1', 'Infrastructure', {
    platformSpec: { type: 'AWS', aws: {} },
    cloudConfig: { name: '' },
  }),
  singleton('operator.openshift.io/v1', 'IngressController', { replicas: 2 }, 'default', 'openshift-ingress-operator'),
  singleton('operator.openshift.io/v1', 'MachineConfiguration', managed),
  singleton('operator.openshift.io/v1', 'ClusterCSIDriver', managed, 'ebs.csi.aws.com'),
  ...['master', 'worker'].map((pool) =>
    singleton(
      'machineconfiguration.openshift.io/v1',
      'MachineConfigPool',
      {
        machineConfigSelector: { matchLabels: { 'machineconfiguration.openshift.io/role': pool } },
        nodeSelector: { matchLabels: { [`node-role.kubernetes.io/${pool}`]: '' } },
      },
      pool,
    ),
  ),
];

/** Kinds of which a fresh OpenShift has an object; of its machines none is here. */
export const kindsOfOpenshift: readonly Written[] = [
  ...singletons,
  singleton('machine.openshift.io/v1beta1', 'Machine', {}, 'control-plane', 'openshift-machine-api'),
];

/** Where alerts go: nowhere, until somebody says. */
const alerting = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'alertmanager-main', namespace: 'openshift-monitoring' },
  stringData: { 'alertmanager.yaml': 'route: { receiver: Default }\nreceivers: [{ name: Default }]\n' },
};

/** Stands in for what an installed OpenShift has before anything of ours: namespaces, singletons, roles, a secret that others merge into. */
export async function standInForOpenshift(api: KubeApi): Promise<void> {
  const labels = { 'openshift.io/cluster-monitoring': 'true' };
  const made = namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
  await api.applyAll([...made, ...singletons, ...defaultRoles, alerting], { manager: 'cluster-version-operator' });
}
