import type { DeploymentStrategy } from './pod-owner';

/**
 * Pods that a deployment needs room for beside its own, or no new version ever takes the place of the old one: one where no pod may
 * end before another is ready, else none.
 *
 * Source: kubernetes/kubernetes:pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts: a part of the missing pods is
 * rounded down, one of further pods up, and where both are none, one may be missing.
 *
 * @param pods number of pods of the deployment
 */
export function neededSurge(pods: number, { type = 'RollingUpdate', rollingUpdate }: DeploymentStrategy = {}): number {
  if (pods === 0 || type !== 'RollingUpdate') return 0;
  const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate ?? {};
  const missing = Math.floor(share(maxUnavailable, pods));
  const further = Math.ceil(share(maxSurge, pods));
  return missing === 0 && further > 0 ? 1 : 0;
}

const share = (amount: number | string, pods: number): number =>
  typeof amount === 'number' ? amount : (Number.parseFloat(amount) / 100) * pods;
