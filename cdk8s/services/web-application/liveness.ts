import type { ContainerProbes } from '../../base/pods/further-containers';
import { k8s } from '../../base/manifests/kubernetes';

/** Command that succeeds while a process works, a path that answers 200, or the reason why there is none. */
export type Liveness = readonly string[] | { readonly get: string } | { readonly none: string };

/** Probes that ask a process whether it works; for a path at this port, by number or by its name in the pod. */
export function livenessProbes(alive: Liveness, port: number | 'http'): ContainerProbes {
  if ('none' in alive) return alive;
  const at = typeof port === 'number' ? k8s.IntOrString.fromNumber(port) : k8s.IntOrString.fromString(port);
  const question = 'get' in alive ? { httpGet: { path: alive.get, port: at } } : { exec: { command: [...alive] } };
  const probe = { ...question, timeoutSeconds: 10 };
  return {
    startupProbe: { ...probe, periodSeconds: 10, failureThreshold: 30 },
    readinessProbe: { ...probe, periodSeconds: 30 },
    livenessProbe: { ...probe, periodSeconds: 60, failureThreshold: 5 },
  };
}
