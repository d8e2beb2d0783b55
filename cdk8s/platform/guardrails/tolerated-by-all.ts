/** Taints for which Kubernetes adds a toleration to every pod, or to every pod with requests. */
export const toleratedByAll = [
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
];
