import { homedir } from 'node:os';
import { join } from 'node:path';

/** Variable that says where what is built lies. */
export const cacheVariable = 'COMMONS_CLUSTER_CACHE';

/** Where what is built lies: outside of the tree, so that a fresh clone finds it. */
export const clusterCache =
  process.env[cacheVariable] ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'commons-cluster');
