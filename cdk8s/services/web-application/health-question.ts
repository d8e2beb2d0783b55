import type { DeclaredHealth } from '../../../model/schema/health';
import type { ProbeQuestion, Unasked } from '../../base/pods/probe-question';

/** What a question takes from its service. */
export interface HealthContext {
  /** The first host that the service serves; undefined if it serves none. */
  readonly host: string | undefined;
  /** Writes the words of a command as Kubernetes reads them. */
  readonly toCommand: (words: readonly string[]) => readonly string[];
}

/** What the kubelet asks, as the tenant's file says it. */
export function toHealthQuestion(health: Exclude<DeclaredHealth, Unasked>, around: HealthContext): ProbeQuestion;
export function toHealthQuestion(health: DeclaredHealth, around: HealthContext): ProbeQuestion | Unasked;
export function toHealthQuestion(health: DeclaredHealth, around: HealthContext): ProbeQuestion | Unasked {
  if (typeof health === 'string') return { path: health };
  if ('none' in health) return health;
  if ('command' in health) return { command: around.toCommand(health.command) };
  if ('tcp' in health) return health;
  const { path, port } = health;
  const host = health.host === 'own' ? around.host : health.host;
  const headers = host === undefined ? health.headers : { Host: host, ...health.headers };
  return { path, port, headers: Object.keys(headers).length === 0 ? undefined : headers };
}
