import type { Hook } from './configuration';
import type { Delivery } from './delivery';
import { jobFrom, jobName } from './job';
import { ApiFault, type KubernetesApi } from './kubernetes-api';

/** The run to start, and the delivery for which it is started. */
export interface RunRequest {
  readonly hook: Pick<Hook, 'template'>;
  /** Id of the delivery, which GitLab sends again when it repeats the delivery. */
  readonly key: string;
  readonly delivery: Delivery;
}

/** A run, and whether this request started it or an earlier one. */
export interface Run {
  readonly job: string;
  readonly outcome: 'started' | 'repeated';
}

/**
 * Milliseconds before each further attempt. GitLab waits ten seconds for an answer, and does not repeat a failed
 * delivery by itself.
 */
const pauses = [300, 900];

/**
 * Starts one run for each delivery, even if several pods receive it at the same time.
 *
 * @throws Error when the Kubernetes API cannot be reached, or refuses.
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
