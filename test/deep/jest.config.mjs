import everyday from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...everyday,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/deep/**/*.deep.ts'],
  // Most of the time goes into the CDK command and moto, processes of their own: modules apart for each suite cost little.
  runner: 'jest-runner',
  globalSetup: '<rootDir>/test/deep/support/prepare.ts',
  setupFiles: ['<rootDir>/test/deep/support/no-aws.ts'],
  setupFilesAfterEnv: [],
  // A deploy is one step of a test.
  testTimeout: 120_000,
  verbose: true,
  maxWorkers: '100%',
};
