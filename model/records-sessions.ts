/** What of an environment decides whether sessions of Session Manager are recorded. */
export interface RecordedSessions {
  readonly access: { readonly sessions: object };
  readonly hosts: { readonly machines: readonly unknown[] };
  readonly directory?: unknown;
}

/**
 * Whether an environment has machines beside the cluster, and records what people do there. The preferences that say so to Session Manager
 * exist once for an account and region. Source: Systems Manager user guide, "Configure Session Manager preferences".
 */
export const recordsSessions = ({ access, hosts, directory }: RecordedSessions): boolean =>
  !('none' in access.sessions) && (hosts.machines.length > 0 || directory !== undefined);
