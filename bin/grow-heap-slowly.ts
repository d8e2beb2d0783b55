import { setFlagsFromString } from 'node:v8';

/**
 * Has Node.js look for garbage once the heap has grown by so many percent of what was in use: by default it grows to
 * several times of that, and a pipeline's container has no room for it. A smaller number takes more processor time.
 */
export const growHeapSlowly = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);
