/** A parameter of a database as people write it: YAML has words, numbers and booleans. */
export type ParameterValue = string | number | boolean;

/** The text of a parameter for PostgreSQL and MySQL, both of which know `on` and `off`. */
export const parameterText = (value: ParameterValue): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);

/** The texts of several parameters. */
export const parameterTexts = (
  parameters: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, parameterText(value)]));

/** kB of each unit of memory, from the smallest one on. */
export const memoryUnits: Readonly<Record<string, number>> = { kB: 1, MB: 1024, GB: 1024 * 1024 };
/** Milliseconds of each unit of time, from the smallest one on. */
export const timeUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** An amount with its unit, in the smallest one; undefined for anything else. */
function amountIn(units: Readonly<Record<string, number>>, text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+) ?([A-Za-z]+)$/.exec(text) ?? [];
  const factor = units[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** The kB of a text like `64MB`; undefined if it is none. */
export const parseKilobytes = (text: string): number | undefined => amountIn(memoryUnits, text);

/** The milliseconds of a text like `30s`; undefined if it is none. */
export const parseMilliseconds = (text: string): number | undefined => amountIn(timeUnits, text);
