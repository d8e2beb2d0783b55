/**
 * Form of a value that AWS Secrets Manager generates: a number of hexadecimal digits, of random bytes in base64, of letters and
 * digits, or a UUID.
 */
export type SecretForm =
  | { readonly hex: number }
  | { readonly base64: number }
  | { readonly characters: number }
  | 'uuid';

/** Random text, from which a value is made. */
export interface RandomText {
  readonly length: number;
  readonly alphabet: 'letters and digits' | 'hexadecimal digits' | 'base64';
}

/**
 * Returns the random text that a value of this form is made from. External Secrets decodes base64 and keeps as many bytes as are wanted,
 * so that all bits are random and the padding is right for strict decoders. A UUID has 32 digits, two of which are fixed.
 */
export function randomTextFor(form: SecretForm): RandomText {
  if (form === 'uuid') return { length: 30, alphabet: 'hexadecimal digits' };
  if ('hex' in form) return { length: form.hex, alphabet: 'hexadecimal digits' };
  if ('base64' in form) return { length: 4 * Math.ceil(form.base64 / 3), alphabet: 'base64' };
  return { length: form.characters, alphabet: 'letters and digits' };
}
