import { preflightChecks } from './preflight';

/** Names of checks, with all checks of quotas as one. */
const asked: readonly string[] = [
  ...new Set(preflightChecks.map(({ name }) => (name.startsWith('quota of ') ? 'quotas' : name))),
];

/**
 * What only a deploy shows. No API of AWS lists the regions of a node type of ElastiCache, and no registry is called.
 */
const untold: readonly string[] = ['node types of caches in the region', 'whether images of services can be pulled'];

/** Lines that say what a check of the files cannot find. */
export const uncheckedNotices: readonly string[] = [
  `not checked here; npm run commons -- preflight <environment> checks: ${asked.join(', ')}`,
  `known only after the deploy: ${untold.join(', ')}`,
];
