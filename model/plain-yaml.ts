import { load } from 'js-yaml';
import { hiddenCharacters } from './hidden-characters';

/**
 * Parses simple YAML or JSON five times as fast as the parser that records the line of each value. Returns undefined for a text
 * that is invalid or has aliases, or that the two parsers could read differently; the other parser then reads it and reports
 * problems with their lines.
 */
export function plainYaml(text: string): { readonly value: unknown } | undefined {
  if (unusual.test(text)) return undefined;
  try {
    return { value: load(text, { maxAliases: 0 }) };
  } catch {
    return undefined;
  }
}

/** Text that one of the parsers refuses or reads differently. A match inside an ordinary sentence only costs time. */
const unusual = new RegExp(
  [
    // White space besides blanks and line feeds; tags, complex keys, anchors and null as a key; characters by number.
    /[\t\r\0\ufeff!?&~]|\\[0xuU]/,
    hiddenCharacters,
    // Block scalars that keep empty lines at their end.
    /[|>]\d?\+/,
    // Several documents, and directives.
    /^ *(?:---|\.\.\.|%)/,
    // Keys that are empty or null.
    /(?:^|[{,[-]) *:|null["']? *:/,
    // Numbers beyond what is finite.
    /\b[\d.]+e\+?\d{3}|\d{300}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'im',
);
