/**
 * Parses JSON; undefined if the text is not JSON. The parser's error is dropped, because it quotes the text, which may
 * be a secret.
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
