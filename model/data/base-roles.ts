/**
 * The project's roles for every host that is kept, in the order in which they run; each is a folder of `ansible/roles`. Whose signature
 * counts is changed first: no task that fails keeps somebody in who may not deliver any more.
 */
export const baseRoles = ['converge', 'time', 'updates', 'ssh', 'audit', 'exporter', 'logs', 'checks'] as const;
