import { sum } from '../sum';
import type { PodGroup } from './pod-groups';
import type { ContainerResources } from './pod-owner';

/**
 * An amount of a pod as the scheduler and a quota count it: the sum of its containers, or that of the largest init container if it
 * is more. Source: Kubernetes' documentation of init containers, "Resource sharing within containers".
 */
export const podAmount = (
  { containers, initContainers }: Pick<PodGroup, 'containers' | 'initContainers'>,
  amount: (resources: ContainerResources | undefined) => number,
): number => Math.max(sum(containers.map(amount)), ...initContainers.map(amount));
