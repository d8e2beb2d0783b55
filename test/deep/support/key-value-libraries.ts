/** Debian packages with the libraries that Redis and Valkey are linked to. */
export const keyValueLibraries: readonly string[] = [
  'libc6',
  'libatomic1',
  'liblzf1',
  'libjemalloc2',
  'libsystemd0',
  'libcap2',
  'libgcc-s1',
  'libstdc++6',
  'libssl3t64',
  'libzstd1',
  'zlib1g',
  'libhiredis1.1.0',
  'liblua5.1-0',
  'lua-cjson',
];
