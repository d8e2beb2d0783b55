const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const { addHook } = require('pirates');
const { install } = require('source-map-support');

/**
 * Has Node run TypeScript, for `--require`: swc takes the types out as `.swcrc` says, `tsc` checks them elsewhere. Traces of
 * errors name lines of the source.
 */
const configFile = join(__dirname, '..', '.swcrc');
const compiled = new Map();

install({ environment: 'node', handleUncaughtExceptions: false, retrieveFile: (file) => compiled.get(file) ?? null });

addHook(
  (source, filename) => {
    // Debuggers read the map from the code; the source itself they find in the file.
    const { code } = transformSync(source, { filename, configFile, sourceMaps: 'inline', inlineSourcesContent: false });
    compiled.set(filename, code);
    return code;
  },
  { exts: ['.ts'] },
);
