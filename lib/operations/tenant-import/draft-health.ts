import { draftWords, otherPorts } from './draft-process';
import type { ImportedHealth, ImportedProcess } from './imported-application';
import type { Notes } from './notes';

/** How the main process of a service is asked whether it works; undefined where the input does not say. */
export function draftHealth(process: ImportedProcess, port: number | undefined, notes: Notes): unknown {
  const { health } = process;
  if (health === undefined) return port !== undefined && otherPorts.has(port) ? { tcp: true } : undefined;
  if ('tcp' in health) return { tcp: true };
  if ('command' in health) {
    const command = draftWords(health.command, 'healthcheck', process, notes);
    return command === undefined ? undefined : { command };
  }
  const path = healthPath(health, notes);
  const isElsewhere = health.port !== undefined && port !== undefined && health.port !== port;
  return isElsewhere ? { path, port: health.port } : path;
}

/** The path of a health check that has no query, which the schema does not take. */
export function healthPath(health: ImportedHealth | undefined, notes: Notes): string | undefined {
  if (health === undefined || !('get' in health)) return undefined;
  const [path = '/', query] = health.get.split('?');
  if (query !== undefined)
    notes.add(
      health.at,
      'healthcheck',
      'asks with a query, which is not taken over',
      'see whether the path alone answers 200',
    );
  return path.startsWith('/') ? path : `/${path}`;
}
