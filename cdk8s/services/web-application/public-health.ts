import type { DeclaredHealth } from '../../../model/schema/health';

/** The path that answers 200 also outside: that at the port to which the hosts lead; undefined if there is none. */
export function publicHealth(health: DeclaredHealth, port: number | undefined): string | undefined {
  if (port === undefined) return undefined;
  if (typeof health === 'string') return health;
  return 'path' in health && (health.port === undefined || health.port === port) ? health.path : undefined;
}
