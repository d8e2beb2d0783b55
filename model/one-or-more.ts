/** The list of what may be said once or several times. */
export const oneOrMore = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;
