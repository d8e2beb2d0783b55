import type { ImportedPiece, ImportedText } from './imported-text';

/**
 * A value as one text for regular expressions, in which what is missing and what refers to a variable are single words of private
 * characters.
 */
export function encodeText(value: ImportedText): string {
  return value
    .map((piece) =>
      'text' in piece ? piece.text : 'missing' in piece ? missingMark(piece.missing) : mark(piece.reference),
    )
    .join('');
}

/** The word for the value of a variable in an encoded text. */
export const mark = (reference: string): string => `\u{E000}${reference}\u{E001}`;

const missingMark = (missing: string): string => `\u{E002}${hidden(missing)}\u{E003}`;

/** Signs that regular expressions look for are hidden in what people wrote. */
const hidden = (text: string): string => moved(text, plane);
const shown = (text: string): string => moved(text, -plane);
const moved = (text: string, by: number): string =>
  Array.from(text, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + by)).join('');
const plane = 0xf0000;

/** The value of an encoded text. */
export const decodeText = (text: string): ImportedText =>
  text
    .split(/(\u{E000}[^\u{E001}]*\u{E001}|\u{E002}[^\u{E003}]*\u{E003})/u)
    .flatMap((part): readonly ImportedPiece[] => {
      if (part === '') return [];
      if (part.startsWith('\u{E000}')) return [{ reference: part.slice(1, -1) }];
      return part.startsWith('\u{E002}') ? [{ missing: shown(part.slice(1, -1)) }] : [{ text: part }];
    });

/** A regular expression for one of these names as a whole. */
export const anyName = (names: readonly string[]): string =>
  `(?:${[...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|')})`;
