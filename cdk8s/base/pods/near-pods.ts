import type { k8s } from '../manifests/kubernetes';

/** Affinity that prefers the node of the pods with these labels, because they have mounted a disk there. */
export const nearPods = (matchLabels: Readonly<Record<string, string>>): k8s.Affinity => ({
  podAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: { labelSelector: { matchLabels: { ...matchLabels } }, topologyKey: 'kubernetes.io/hostname' },
      },
    ],
  },
});
