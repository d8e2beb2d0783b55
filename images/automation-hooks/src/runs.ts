import type { Hook } from './configuration';
import type { Delivery } from './delivery';
import { jobFrom, jobName } from './job';
import { ApiFault, type KubernetesApi } from './kubernetes-api';

/** What to start, and for which delivery. */
export interface RunRequest {
  readonly hook: Pick<Hook, 'template'>;
  /** By which GitLab knows the delivery, also when it comes again. */
  readonly key: string;
  readonly delivery: Delivery;
}

/** A run that there is, and whether it was there before. */
export interface Run {
  readonly job: string;
  readonly outcome: 'started' | 'repeated';
}

/** Milliseconds before further tries: GitLab waits for ten seconds, and does not come again by itself. */
const pauses = [300, 900];

/**
 * Starts one run for each delivery, whoever else does so too.
 *
 * @throws Error when the Kubernetes API cannot be had, or refuses.
 */
export async function startRun(api: KubernetesApi, request: RunRequest, [pause, ...later] = pauses): Promise<Run> {
  const { template } = request.hook;
  try {
    const made = await api.createJob(jobFrom(await api.cronJob(template), request.key, request.delivery));
    return { job: jobName(template, request.key), outcome: made === 'created' ? 'started' : 'repeated' };
  } catch (error) {
    if (pause === undefined || (error instanceof ApiFault && !error.passes)) throw error;
    await new Promise((resolved) => setTimeout(resolved, pause));
    return startRun(api, request, later);
  }
}
