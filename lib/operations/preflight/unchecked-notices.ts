import { preflightChecks } from './preflight';

/** Names of checks, those of quotas as one. */
const asked: readonly string[] = [
  ...new Set(preflightChecks.map(({ name }) => (name.startsWith('quota of ') ? 'quotas' : name))),
];

/** What only a deploy tells: no call of AWS says where ElastiCache sells a type of nodes, and no registry is asked. */
const untold: readonly string[] = ['node types of caches in the region', 'whether images of services can be pulled'];

/** What files alone do not tell, as lines of text. */
export const uncheckedNotices: readonly string[] = [
  `not judged here, but asked by npm run commons -- preflight <environment>: ${asked.join(', ')}`,
  `judged by nobody before the deploy: ${untold.join(', ')}`,
];
