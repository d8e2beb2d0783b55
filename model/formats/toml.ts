/** A value of TOML. Its basic strings, and lists of them, are written as in JSON. */
export type TomlValue = string | number | boolean | readonly string[];

/**
 * Returns the lines of a TOML table: its header, unless it is the root table, and its settings.
 *
 * @param depth number of tables that this one is inside of, for indentation; without it nothing is indented
 */
export function tomlTable(
  head: `[${string}]` | undefined,
  settings: Readonly<Record<string, TomlValue>>,
  depth?: number,
): readonly string[] {
  const [outer, inner] = depth === undefined ? ['', ''] : ['  '.repeat(depth), '  '.repeat(depth + 1)];
  return [
    ...(head === undefined ? [] : [`${outer}${head}`]),
    ...Object.entries(settings).map(([key, value]) => `${inner}${toKey(key)} = ${JSON.stringify(value)}`),
  ];
}

const toKey = (key: string): string => (/^\w+$/.test(key) ? key : JSON.stringify(key));
