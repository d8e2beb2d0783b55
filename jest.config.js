const compilation = require('./test/support/swc.json');

/** swc looks for no other settings than these. */
const swc = { swcrc: false, ...compilation };

/** @type {import('jest').Config} */
module.exports = {
  runner: '<rootDir>/test/support/runner/runner.mjs',
  setupFiles: ['<rootDir>/test/support/runner/set-up.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/runner/time-limits.mjs'],
  globalSetup: '<rootDir>/test/support/compile-once.ts',
  globalTeardown: '<rootDir>/test/support/remove-temporary-files.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // For what runs once before and after all tests; their own files are loaded by ts-node.
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  // A first synthesis in a file loads the libraries.
  testTimeout: 30_000,
};
