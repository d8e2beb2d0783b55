const compilation = require('./test/support/swc.json');

/** swc looks for no other settings than these. */
const swc = { swcrc: false, ...compilation };

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/compile-once.ts',
  globalTeardown: '<rootDir>/test/support/remove-compiled.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    // Published as ES modules alone, which jest cannot load in Node 20.
    'node_modules/@marcbachmann/cel-js/.+\\.js$': ['@swc/jest', { ...swc, jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
  // A first synthesis in a file loads the libraries.
  testTimeout: 30_000,
};
