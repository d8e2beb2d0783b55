import { k8s } from '../manifests/kubernetes';

/** How much of a node one pod may use. */
export type PodSize = 'small' | 'medium' | 'large';

interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

const sizes: Readonly<Record<PodSize, { readonly requests: Amounts; readonly limits: Amounts }>> = {
  small: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  medium: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  large: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
};

/** Requests and limits of a container of this size. */
export function toResources(size: PodSize): k8s.ResourceRequirements {
  const { requests, limits } = sizes[size];
  return { requests: toQuantities(requests), limits: toQuantities(limits) };
}

/** Kubernetes quantities from text. */
export const toQuantities = (amounts: object): Record<string, k8s.Quantity> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, k8s.Quantity.fromString(String(amount))]));
