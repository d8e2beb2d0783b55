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
  // A control plane with Argo CD takes both cores.
  maxWorkers: 1,
  // What a failed test has not closed goes with its process.
  forceExit: true,
};
