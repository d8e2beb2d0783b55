import type { DeclaredHealth } from '../../../model/schema/health';
import { kubernetesText } from '../../../model/variable-text';
import type { ProbeQuestion } from '../../base/pods/probe-question';

/** What the kubelet asks, as the tenant's file says it. */
export function toHealthQuestion(health: DeclaredHealth, ownHost: string | undefined): ProbeQuestion {
  if (typeof health === 'string') return { path: health };
  if ('command' in health) return { command: health.command.map(kubernetesText) };
  if ('tcp' in health) return { tcp: true };
  const { path, port } = health;
  const host = health.host === 'own' ? ownHost : health.host;
  const headers = host === undefined ? health.headers : { Host: host, ...health.headers };
  return { path, port, headers: Object.keys(headers).length === 0 ? undefined : headers };
}
