import type { k8s } from '../manifests/kubernetes';
import { probeHandler, type ProbeQuestion, type Unasked } from './probe-question';

/** Seconds between two questions during a start. */
const startPeriod = 5;

/** The three probes of a container that people call, which may take `startSeconds` to start; none where nothing is asked. */
export function webProbes(
  health: ProbeQuestion | Unasked,
  startSeconds: number,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  if ('none' in health) return {};
  const asks = probeHandler(health);
  // A command starts a process for each question, which the second that Kubernetes gives by default is short for.
  const isCommand = 'command' in health;
  return {
    startupProbe: {
      ...asks,
      periodSeconds: startPeriod,
      failureThreshold: Math.ceil(startSeconds / startPeriod),
      timeoutSeconds: isCommand ? 10 : undefined,
    },
    readinessProbe: { ...asks, periodSeconds: 10, timeoutSeconds: isCommand ? 10 : 5 },
    livenessProbe: { ...asks, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
  };
}
