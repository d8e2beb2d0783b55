/** What the names of the variables of a further database begin with. */
export const furtherVariablePrefix = (name: string): string => `DATABASE_${name.toUpperCase()}`;

/** Names of the variables of a further database. */
export const furtherVariableNames = (name: string): readonly string[] =>
  ['HOST', 'PORT', 'NAME', 'USER', 'PASSWORD', 'URL', 'DIRECT_URL'].map(
    (last) => `${furtherVariablePrefix(name)}_${last}`,
  );

/** Names of the variables of the copies of a database. */
export const readVariableNames = ['DATABASE_READ_HOST', 'DATABASE_READ_URL'] as const;
