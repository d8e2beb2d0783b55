/**
 * A piece of a value: text, the value of another variable of the same process, or something that the input does not say. `missing`
 * is where that comes from, in words like `${DB_PASSWORD}`; two missing pieces with the same words are the same value.
 */
export type ImportedPiece = { readonly text: string } | { readonly reference: string } | { readonly missing: string };

/** A value of the input. */
export type ImportedText = readonly ImportedPiece[];

/** The value as one text, or undefined where the input does not say all of it. */
export function knownText(value: ImportedText): string | undefined {
  const texts = value.map((piece) => ('text' in piece ? piece.text : undefined));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

/** What the input does not say, each once. */
export const missingPieces = (value: ImportedText): readonly string[] => [
  ...new Set(value.flatMap((piece) => ('missing' in piece ? [piece.missing] : []))),
];

/** The text as a tenant's file has it, where `$(NAME)` stands for a variable and `$$(` for the text itself. */
export const literalText = (text: string): string => text.replaceAll('$(', () => '$$(');

/** The value as a tenant's file has it; what is missing stays in the words of where it comes from. */
export const tenantText = (value: ImportedText): string =>
  value
    .map((piece) => {
      if ('text' in piece) return literalText(piece.text);
      return 'reference' in piece ? `$(${piece.reference})` : piece.missing;
    })
    .join('');

/** Whether two values are the same, as far as the input says. */
export const isSameText = (one: ImportedText, other: ImportedText): boolean => tenantText(one) === tenantText(other);
