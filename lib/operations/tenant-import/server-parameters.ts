/**
 * Parameters that a command gives to a database server, by name: `-c name=value` and `--name=value`. MySQL's options have hyphens where
 * its variables have underscores. Sources: PostgreSQL, "postgres"; MySQL, "Using Options to Set Program Variables".
 */
export function serverParameters(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.flatMap((word, index) =>
    words[index - 1] === '-c' ? [word] : /^--?c?(?=[a-z])/.test(word) ? [word] : [],
  );
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const [, name, value] = /^(?:--|-c)?([a-z][a-z0-9_.-]*)=(.+)$/.exec(pair) ?? [];
      return name === undefined || value === undefined ? [] : [[name.replaceAll('-', '_'), value]];
    }),
  );
}
