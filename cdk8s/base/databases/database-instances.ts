/** Copies in different zones, or the reason why one is enough. */
export type DatabaseInstances = 2 | 3 | { readonly single: string };

/** How many there are. */
export const instanceCount = (instances: DatabaseInstances): number => (typeof instances === 'number' ? instances : 1);

/** The decision for people. */
export const singleInstanceAnnotation = (instances: DatabaseInstances): Record<string, string> =>
  typeof instances === 'number' ? {} : { 'commons-platform/single-instance-because': instances.single };
