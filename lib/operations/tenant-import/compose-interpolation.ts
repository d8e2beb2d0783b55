import type { ImportedPiece, ImportedText } from './imported-text';

/**
 * Reads a value of a Compose file: `$$` is a dollar, `${NAME}` and `$NAME` are missing, because only the shell or `.env` of whoever
 * runs Compose has them, and `${NAME:-text}` is the text. Source: Compose Specification, "Interpolation".
 */
export function interpolate(text: string): ImportedText {
  const pieces: ImportedPiece[] = [];
  let at = 0;
  let plain = '';
  const add = (piece: ImportedPiece): void => {
    if (plain !== '') pieces.push({ text: plain });
    plain = '';
    pieces.push(piece);
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const [bare, bareName] = /^\$([A-Za-z_]\w*)/.exec(rest) ?? [];
    const [opening, name, operator = ''] = /^\$\{([A-Za-z_]\w*)(:?[-?+])?/.exec(rest) ?? [];
    const end = opening === undefined ? undefined : closingBrace(text, at + 2);
    if (rest.startsWith('$$')) {
      plain += '$';
      at += 2;
    } else if (bare !== undefined) {
      add({ missing: `\${${bareName ?? ''}}` });
      at += bare.length;
    } else if (opening !== undefined && end !== undefined) {
      const fallback = text.slice(at + opening.length, end);
      if (operator.endsWith('-')) interpolate(fallback).forEach(add);
      // What takes the place of a variable that is set: nobody says that it is.
      else if (!operator.endsWith('+')) add({ missing: `\${${name ?? ''}}` });
      at = end + 1;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  return plain === '' ? pieces : [...pieces, { text: plain }];
}

/** Where the brace is that closes the one before `from`; undefined if there is none. */
function closingBrace(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) open += 1;
    else if (text.charAt(at) === '}') open -= 1;
    if (open === 0) return at;
  }
  return undefined;
}
