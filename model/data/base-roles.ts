/** The project's roles for every host that is kept, in the order in which they run; each is a folder of `ansible/roles`. */
export const baseRoles = ['time', 'updates', 'ssh', 'audit', 'exporter', 'logs', 'checks', 'converge'] as const;
