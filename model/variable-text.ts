/** A piece of a setting or of a command: text, or the name of a variable whose value takes its place. */
export type TextPart = { readonly text: string } | { readonly reference: string };

/** Names that Kubernetes and every shell take for an environment variable. */
export const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Reads what people write: `$(NAME)` is the value of a variable, `$$(` the text `$(`, and every other dollar a dollar.
 */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\$\(|\$\(([^)]*)\)/g)) {
    const [whole, reference] = match;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push(reference === undefined ? { text: whole.slice(1) } : { reference });
    from = match.index + whole.length;
  }
  return from < text.length ? [...parts, { text: text.slice(from) }] : parts;
}

/** The names of the variables that a text refers to, each once. */
export const referencesIn = (text: string): readonly string[] => [
  ...new Set(textParts(text).flatMap((part) => ('reference' in part ? [part.reference] : []))),
];

/**
 * The same text for a manifest, where `$$` is a dollar. What cannot be the name of a variable, like a command of a shell, is text.
 * Source: Kubernetes' API reference, `EnvVar.value` and `Container.command`.
 */
export const kubernetesText = (text: string): string =>
  textParts(text)
    .map((part) => {
      if ('text' in part) return escaped(part.text);
      const { reference } = part;
      return variableName.test(reference) ? `$(${reference})` : `${escaped('$')}(${escaped(reference)})`;
    })
    .join('');

const escaped = (text: string): string => text.replaceAll('$', () => '$$');
