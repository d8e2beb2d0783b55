import type { NamingContext } from './naming';

/** Tag with the name of the environment that a resource belongs to. */
export const environmentTag = 'commons-platform/environment';

/** Tag by which AWS Backup finds what it copies: its class, or `none`. Claims in the cluster have it as a label. */
export const backupTag = 'commons-platform/backup';

/**
 * Tags of everything in AWS that belongs to an environment: what stacks deploy, what the cluster makes for itself, and what
 * commands make. Costs are told apart by them, and the platform finds its own by them.
 */
export const platformTags = ({ name }: Pick<NamingContext, 'name'>): Readonly<Record<string, string>> => ({
  [environmentTag]: name,
});
