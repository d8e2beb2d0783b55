import everyday from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...everyday,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/cluster/**/*.cluster.ts', '<rootDir>/test/isolation/**/*.cluster.ts'],
  runner: 'jest-runner',
  globalSetup: '<rootDir>/test/cluster/support/prepare.ts',
  setupFiles: ['<rootDir>/test/deep/support/no-aws.ts'],
  setupFilesAfterEnv: [],
  // One step of a test is a delivery.
  testTimeout: 600_000,
  verbose: true,
  // A delivery waits for as long as it works, five quiet minutes among it: another suite works meanwhile.
  maxWorkers: 2,
  // What a failed test has not closed goes with its process.
  forceExit: true,
};
