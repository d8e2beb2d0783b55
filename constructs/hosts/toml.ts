/** A value of TOML. Its basic strings, and lists of them, are written as in JSON. */
export type TomlValue = string | number | boolean | readonly string[];

/** Returns the lines of a TOML table: its header, unless it is the root table, and its settings. */
export const tomlTable = (
  head: `[${string}]` | undefined,
  settings: Readonly<Record<string, TomlValue>>,
): readonly string[] => [
  ...(head === undefined ? [] : ['', head]),
  ...Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
];
