/**
 * Access strings for users of a cache, in Valkey's ACL syntax. ElastiCache accepts that syntax except for passwords and
 * `reset`, and keeps some commands for itself: naming one of these commands is an error, removing their categories is
 * not.
 * Sources: Valkey documentation, "ACL"; ElastiCache user guide, "Role-Based Access Control (RBAC)".
 */
export const cacheAccess = {
  /** For the only user of a cache: everything. */
  whole: 'on ~* &* +@all',
  /** For the user `default`, which every group must have, when each service has a user of its own: nothing. */
  none: 'off -@all',
  /**
   * For one of several users, who keeps to keys and channels that begin with `prefix`. The patterns limit only keys and
   * channels that a command names as arguments. A command that lists names without arguments is not limited by them,
   * and the name of a key is often the session itself. So the user may not list keys, scripts or channels, follow
   * changes of others, or run commands that concern the whole cache.
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
  // Clients ask for the version when they connect; scripts ask for the time.
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
  // In broadcast mode `client tracking` reports the names of all keys that change.
  '-client',
  '+client|id',
  '+client|info',
  '+client|getname',
  '+client|setname',
  '+client|setinfo',
  '+client|reply',
];
