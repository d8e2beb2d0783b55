/**
 * Characters that nobody sees in a file: control characters, which YAML forbids, marks that turn the order of the letters around them, so
 * that a reviewer reads another text than programs do, and blanks without width, which come along when text is copied from a page.
 * The mark at the start of a file is none of them. Sources: YAML 1.2.2, section 5.1; Unicode Standard Annex 9, section 2.
 */
export const hiddenCharacters =
  /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069]|(?<!^)\ufeff/gu;
