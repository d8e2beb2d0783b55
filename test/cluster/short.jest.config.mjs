import whole from './jest.config.mjs';

/** The short form builds nothing: what it lacks, `short.ts` says before.
 * @type {import('jest').Config} */
export default { ...whole, globalSetup: '<rootDir>/test/cluster/support/prepare-short.ts' };
