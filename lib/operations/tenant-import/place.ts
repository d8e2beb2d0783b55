import type { Problem } from '../../../model/problem';

/** Where something stands in a file that is imported. */
export type Place = Pick<Problem, 'file' | 'line' | 'column' | 'path'>;
