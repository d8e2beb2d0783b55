/** A piece of a setting or of a command: text, or the name of a variable whose value takes its place. */
export type TextPart = { readonly text: string } | { readonly reference: string };

/** Names that Kubernetes takes for an environment variable. Source: `IsEnvVarName` of k8s.io/apimachinery 0.30. */
export const variableName = /^(?!\.\.|\.$)[-._A-Za-z][-._A-Za-z0-9]*$/;

/** Names that every shell takes too. */
export const shellName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Whether a reference in a command or a file is meant as one to a variable: its name is one of `variables`, or one that a shell would take
 * for a variable. Any other, like `$(get-key)`, is what a shell replaces.
 */
export const isReference = (name: string, variables: readonly string[]): boolean =>
  shellName.test(name) || variables.includes(name);

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
export const kubernetesText = (text: string): string => escapedText(text, (name) => variableName.test(name));

/** The words of a command for a manifest, in a container with these variables besides those of the platform. */
export const kubernetesCommand = (words: readonly string[], variables: readonly string[]): readonly string[] =>
  words.map((word) => escapedText(word, (name) => isReference(name, variables)));

const escapedText = (text: string, isVariable: (name: string) => boolean): string =>
  textParts(text)
    .map((part) => {
      if ('text' in part) return escaped(part.text);
      const { reference } = part;
      return isVariable(reference) ? `$(${reference})` : `${escaped('$')}(${escaped(reference)})`;
    })
    .join('');

const escaped = (text: string): string => text.replaceAll('$', () => '$$');
