/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': '@swc/jest',
  },
  // A first synthesis in a file loads the libraries.
  testTimeout: 30_000,
};
