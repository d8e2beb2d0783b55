import type { ImportedProcess } from './imported-application';
import { kubernetesPieces } from './manifest-variables';
import { healthRequest } from './health-request';
import { tenantText } from './imported-text';
import type { InputNode } from './input-node';
import type { Notes } from './notes';

/** Reads the probes of a container: what readiness asks, before what liveness does. */
export function manifestProbes(
  container: InputNode,
  ports: ReadonlyMap<string, number>,
  notes: Notes,
): Pick<ImportedProcess, 'health' | 'startSeconds'> {
  const asked = container.find('readinessProbe') ?? container.find('livenessProbe');
  const start = container.find('startupProbe');
  const seconds = (probe: InputNode | undefined, key: string, fallback: number) =>
    Number(probe?.textAt(key) ?? fallback);
  const startSeconds =
    start === undefined
      ? seconds(container.find('livenessProbe'), 'initialDelaySeconds', 0) +
        seconds(container.find('livenessProbe'), 'periodSeconds', 10) *
          seconds(container.find('livenessProbe'), 'failureThreshold', 3)
      : seconds(start, 'initialDelaySeconds', 0) +
        seconds(start, 'periodSeconds', 10) * seconds(start, 'failureThreshold', 3);
  const startup = { startSeconds: Number.isFinite(startSeconds) ? Math.ceil(startSeconds) : undefined };
  if (asked === undefined) return startup;
  const get = asked.find('httpGet');
  if (get !== undefined) {
    const port = get.textAt('port') ?? '';
    return {
      ...startup,
      health: { get: get.textAt('path') ?? '/', port: ports.get(port) ?? (Number(port) || undefined), at: get.at },
    };
  }
  const command = asked.find('exec', 'command');
  if (command !== undefined) {
    const request = healthRequest(command.texts);
    const words = command.texts.map((word) => tenantText(kubernetesPieces(word)));
    return {
      ...startup,
      health:
        request === undefined
          ? { command: words, at: command.at }
          : { get: request.path, port: request.port, at: command.at },
    };
  }
  if (asked.find('tcpSocket') !== undefined) return { ...startup, health: { tcp: true, at: asked.at } };
  notes.addKey(
    asked,
    'asks in a way that there is not here',
    'write a path under health, { tcp: true } or { command }',
  );
  return startup;
}
