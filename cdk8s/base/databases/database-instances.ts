/** Number of instances, each in another zone, or the reason why one instance is enough. */
export type DatabaseInstances = 2 | 3 | { readonly single: string };

/** Number of instances. */
export const instanceCount = (instances: DatabaseInstances): number => (typeof instances === 'number' ? instances : 1);

/** Annotation with the reason for a single instance; empty if there are several. */
export const singleInstanceAnnotation = (instances: DatabaseInstances): Record<string, string> =>
  typeof instances === 'number' ? {} : { 'commons-platform/single-instance-because': instances.single };
