import type { k8s } from '../manifests/kubernetes';

type Labels = Readonly<Record<string, string>>;

const topologyKey = 'kubernetes.io/hostname';

/** Affinity to the node of the pods with these labels: several pods can mount a disk, but only on one node. */
export const onSameNode = (matchLabels: Labels): k8s.Affinity => ({
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: { ...matchLabels } }, topologyKey },
    ],
  },
});

/** Like `onSameNode`, but only if there is room. */
export const nearNode = (matchLabels: Labels): k8s.Affinity => ({
  podAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { labelSelector: { matchLabels: { ...matchLabels } }, topologyKey } },
    ],
  },
});
