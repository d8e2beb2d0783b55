/** What a text says in JSON; undefined when it is none. The parser's own words quote the text, which may be a secret. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
