import type { k8s } from '../manifests/kubernetes';

/** Affinity to the node of the pods with these labels: several pods can mount a disk, but only on one node. */
export const onSameNode = (matchLabels: Readonly<Record<string, string>>): k8s.Affinity => ({
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: { ...matchLabels } }, topologyKey: 'kubernetes.io/hostname' },
    ],
  },
});
