import type { MachineResources } from './kubelet-reservations';
import type { OpenShiftReleaseName } from './openshift-releases';

/** A pod of a DaemonSet, which runs on each machine, and its requests: the sum of its containers. */
export interface NodePod extends MachineResources {
  readonly name: string;
  /**
   * Machines that run the pod. `untainted`: workers without taints, and the control plane; `untainted-and-infra`:
   * workers without taints, and those whose only taint is OpenShift's for infrastructure.
   */
  readonly on: 'all' | 'untainted' | 'untainted-and-infra';
  /**
   * First release that has the DaemonSet.
   * @default every release
   */
  readonly since?: OpenShiftReleaseName;
  /** File that sets the requests, in the branch of the release. */
  readonly source: string;
}

/** Requests of the log collector on each machine, as the platform sets them. */
export const logCollectorResources = { cpu: '100m', memory: '256Mi' } as const;

/**
 * Pods that OpenShift and the platform's operators run on each machine. The requests are the same in releases 4.17 to
 * 4.20.
 */
export const nodePods: readonly NodePod[] = [
  {
    name: 'ovnkube-node',
    on: 'all',
    milliCpu: 80,
    memoryMiB: 1630,
    source: 'openshift/cluster-network-operator:bindata/network/ovn-kubernetes/self-hosted/ovnkube-node.yaml',
  },
  {
    name: 'multus',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 65,
    source: 'openshift/cluster-network-operator:bindata/network/multus/multus.yaml',
  },
  {
    name: 'multus-additional-cni-plugins',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 10,
    source: 'openshift/cluster-network-operator:bindata/network/multus/multus.yaml',
  },
  {
    name: 'network-metrics-daemon',
    on: 'all',
    milliCpu: 20,
    memoryMiB: 120,
    source: 'openshift/cluster-network-operator:bindata/network/network-metrics/001-daemonset.yaml',
  },
  {
    name: 'network-check-target',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 15,
    source: 'openshift/cluster-network-operator:bindata/network-diagnostics/network-check-target.yaml',
  },
  {
    name: 'iptables-alerter',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 65,
    source: 'openshift/cluster-network-operator:bindata/network/iptables-alerter/003-daemonset.yaml',
  },
  {
    name: 'node-exporter',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 48,
    source: 'openshift/cluster-monitoring-operator:assets/node-exporter/daemonset.yaml',
  },
  {
    name: 'tuned',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 50,
    source: 'openshift/cluster-node-tuning-operator:assets/tuned/manifests/ds-tuned.yaml',
  },
  {
    name: 'machine-config-daemon',
    on: 'all',
    milliCpu: 40,
    memoryMiB: 100,
    source: 'openshift/machine-config-operator:manifests/machineconfigdaemon/daemonset.yaml',
  },
  {
    name: 'kube-rbac-proxy-crio',
    on: 'all',
    milliCpu: 20,
    memoryMiB: 50,
    source: 'openshift/machine-config-operator:templates/worker/01-worker-kubelet/_base/files/criometricsproxy.yaml',
  },
  {
    name: 'node-resolver',
    on: 'all',
    milliCpu: 5,
    memoryMiB: 21,
    source: 'openshift/cluster-dns-operator:pkg/manifests/assets/node-resolver/daemonset.yaml',
  },
  {
    name: 'dns-default',
    on: 'untainted',
    milliCpu: 60,
    memoryMiB: 110,
    source: 'openshift/cluster-dns-operator:pkg/manifests/assets/dns/daemonset.yaml',
  },
  {
    name: 'node-ca',
    on: 'all',
    milliCpu: 10,
    memoryMiB: 10,
    source: 'openshift/cluster-image-registry-operator:bindata/nodecadaemon.yaml',
  },
  {
    name: 'ingress-canary',
    on: 'untainted-and-infra',
    milliCpu: 10,
    memoryMiB: 20,
    source: 'openshift/cluster-ingress-operator:pkg/manifests/assets/canary/daemonset.yaml',
  },
  {
    name: 'insights-runtime-extractor',
    on: 'untainted',
    since: '4.18',
    milliCpu: 30,
    memoryMiB: 500,
    source:
      'openshift/insights-operator:pkg/controller/runtimeextractor/resources/manifests/runtime-extractor-daemonset.yaml',
  },
  {
    name: 'aws-ebs-csi-driver-node',
    on: 'all',
    milliCpu: 30,
    memoryMiB: 150,
    source: 'openshift/csi-operator:assets/overlays/aws-ebs/generated/standalone/node.yaml',
  },
  {
    name: 'aws-efs-csi-driver-node',
    on: 'all',
    milliCpu: 30,
    memoryMiB: 150,
    source: 'openshift/csi-operator:assets/overlays/aws-efs/generated/standalone/node.yaml',
  },
  { name: 'collector', on: 'all', milliCpu: 100, memoryMiB: 256, source: 'logCollectorResources' },
];

/**
 * Requests of pods on one control-plane machine, besides `nodePods`; one sum for all releases. It contains static pods
 * and the API servers of OpenShift (kube-apiserver 290m and 1,224 MiB, etcd 360m and 910, controllers and schedulers
 * 125m and 670, the others about 600m and 1,500), and a third of the operators, which run once in the cluster. For
 * comparison: published output of a 4.13 cluster that had only three machines shows 2,048m and 7,025 MiB on one of
 * them, DaemonSets included. Source: files of openshift/cluster-kube-apiserver-operator, cluster-etcd-operator and the
 * others; `oc describe node`.
 */
export const controlPlanePods: MachineResources = { milliCpu: 1800, memoryMiB: 6144 };
