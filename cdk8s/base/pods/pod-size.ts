import { k8s } from '../manifests/kubernetes';
import { cpuQuantity, gibibyteQuantity } from './quantities';

/** How much of a node one pod may use: a size that has a name, or the CPUs and GiB of memory that are kept for it. */
export type PodSize = keyof typeof sizes | { readonly cpu: number; readonly memoryGiB: number };

interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

const sizes = {
  small: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  medium: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  large: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
} as const satisfies Readonly<Record<string, Resources>>;

/** Requests and limits of a container of this size. */
export function toResources(size: PodSize): k8s.ResourceRequirements {
  const { requests, limits } = typeof size === 'string' ? sizes[size] : toAmounts(size);
  return { requests: toQuantities(requests), limits: toQuantities(limits) };
}

/** Memory cannot be taken back, so the limit is what is kept; CPUs that nobody uses are lent. */
function toAmounts({ cpu, memoryGiB }: Exclude<PodSize, string>): Resources {
  const memory = gibibyteQuantity(memoryGiB);
  return { requests: { cpu: cpuQuantity(cpu), memory }, limits: { cpu: cpuQuantity(2 * cpu), memory } };
}

/** Kubernetes quantities from text. */
export const toQuantities = (amounts: object): Record<string, k8s.Quantity> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, k8s.Quantity.fromString(String(amount))]));
