import type { ContainerProbes } from '../../base/pods/further-containers';
import { probeHandler, type ProbeQuestion, type Unasked } from '../../base/pods/probe-question';

/** What its probes ask a process while it works, or the reason why there are none. */
export type Liveness = ProbeQuestion | Unasked;

/** Seconds between two questions during a start. */
const startPeriod = 10;

/** Probes that ask a process whether it works, which may take `startSeconds` to start; at this port where the question names none. */
export function livenessProbes(alive: Liveness, port: number | 'http', startSeconds: number): ContainerProbes {
  if ('none' in alive) return alive;
  const probe = { ...probeHandler(alive, port), timeoutSeconds: 10 };
  return {
    startupProbe: { ...probe, periodSeconds: startPeriod, failureThreshold: Math.ceil(startSeconds / startPeriod) },
    readinessProbe: { ...probe, periodSeconds: 30 },
    livenessProbe: { ...probe, periodSeconds: 60, failureThreshold: 5 },
  };
}
