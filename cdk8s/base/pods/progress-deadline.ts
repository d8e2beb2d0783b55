/** Seconds of Kubernetes' own deadline. Source: its API reference, `DeploymentSpec.progressDeadlineSeconds`. */
const usual = 600;

/** For the rest of a rollout: an image is pulled, a volume moves to another node. */
const besideStart = 300;

/**
 * Seconds after which a Deployment that makes no progress counts as failed, for pods that may take so long to start. Argo CD takes a failed
 * one for degraded, and ends a delivery that waits for it.
 *
 * @returns undefined where Kubernetes' own deadline is enough
 */
export const progressDeadline = (startSeconds: number): number | undefined =>
  startSeconds + besideStart <= usual ? undefined : startSeconds + besideStart;
