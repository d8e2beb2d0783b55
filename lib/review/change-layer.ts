import type { ObjectChange, ResourceChange } from './changes';

/** Where a change takes place. */
export const changeLayer = (change: ObjectChange | ResourceChange): 'aws' | 'cluster' =>
  'logicalId' in change ? 'aws' : 'cluster';
