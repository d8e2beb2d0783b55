import type { Summary } from './summary';

/** Median and spread in two columns. */
export const spreadColumns = ({ median, least, most }: Summary): readonly [string, string] => [
  figure(median),
  `${least.toFixed(2)} to ${most.toFixed(2)}`,
];

/** A number for a column that is aligned at its point. */
export const figure = (value: number, digits = 2): string => value.toFixed(digits).padStart(7);
