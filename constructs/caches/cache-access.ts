/**
 * What users of a cache may do, in the words of Valkey's ACL, which ElastiCache takes but for passwords and `reset`, and but for
 * commands that it keeps for itself: naming one of those is an error, and taking their categories away is none.
 * Sources: Valkey documentation, "ACL"; ElastiCache user guide, "Role-Based Access Control (RBAC)".
 */
export const cacheAccess = {
  /** Whoever has the cache alone. */
  whole: 'on ~* &* +@all',
  /** Nobody: for the user that every group must have, where each has one of its own. */
  none: 'off -@all',
  /**
   * One of several, who keeps to keys and channels that begin with `prefix`. Patterns hold for what a command names; a command
   * that tells names without being given any is not held by them, and the name of a key is often the session itself. So
   * nothing that lists keys, scripts or channels, follows what others change, or holds for all.
   */
  below: (prefix: string): string => ['on', `~${prefix}*`, `&${prefix}*`, ...commands].join(' '),
} as const;

const commands: readonly string[] = [
  '-@all',
  '+@read',
  '+@write',
  '+@connection',
  '+@transaction',
  '+@pubsub',
  '+@scripting',
  '-@admin',
  '-@dangerous',
  // Clients ask for the version when they connect, and scripts for the time.
  '+info',
  '+time',
  '-scan',
  '-randomkey',
  '-dbsize',
  '-pubsub',
  '-function',
  '-fcall',
  '-fcall_ro',
  '-script',
  '+script|load',
  '+script|exists',
  // `client tracking` in its broadcast mode tells the names of all keys that change.
  '-client',
  '+client|id',
  '+client|info',
  '+client|getname',
  '+client|setname',
  '+client|setinfo',
  '+client|reply',
];
