/**
 * Splits a command as a shell does: at white space outside of quotes, with quotes and backslashes taken away. Nothing else of a shell
 * is read. A quote without an end reaches to the end of the text.
 */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === '' && /\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' && (sign === '"' || sign === "'")) {
      quote = sign;
      word ??= '';
    } else if (sign === quote) {
      quote = '';
    } else if (sign === '\\' && quote !== "'" && next !== '' && (quote === '' || '"\\$`'.includes(next))) {
      word = `${word ?? ''}${next}`;
      at += 1;
    } else {
      word = `${word ?? ''}${sign}`;
    }
  }
  return word === undefined ? words : [...words, word];
}
