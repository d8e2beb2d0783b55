import type { NamingContext } from './naming';

/** Tag with the name of the environment that a resource belongs to. */
export const environmentTag = 'commons-platform/environment';

/** Tag by which AWS Backup selects resources: a backup class, or `none`. PersistentVolumeClaims have it as a label. */
export const backupTag = 'commons-platform/backup';

/**
 * Tags of all AWS resources of an environment: those of stacks, those that the cluster makes, and those that commands make. They
 * separate costs, and the platform finds its resources by them.
 */
export const platformTags = ({ name }: Pick<NamingContext, 'name'>): Readonly<Record<string, string>> => ({
  [environmentTag]: name,
});
