/** A value of TOML; its basic strings, and lists of them, are written like those of JSON. */
export type TomlValue = string | number | boolean | readonly string[];

/** Lines of a table: its head, unless it is the top of the document, and its settings. */
export const tomlTable = (
  head: `[${string}]` | undefined,
  settings: Readonly<Record<string, TomlValue>>,
): readonly string[] => [
  ...(head === undefined ? [] : ['', head]),
  ...Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
];
