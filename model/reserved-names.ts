import type { PathStep, Problem } from './problem';
import type { SourceFile } from './source-file';

/** Names that are for documentation and lead nowhere. Source: RFC 2606. */
const reserved =
  /(?<![\w.-])(?:[a-z0-9-]+\.)+(?:example|invalid)(?!\.?[\w-])|(?<![\w-])example\.(?:com|net|org)(?!\.?[\w-])/i;

/** Whether an environment is itself one for documentation, by one of its registered domains. */
export const isForDocumentation = (domains: readonly string[]): boolean =>
  domains.some((domain) => reserved.test(`www.${domain}`));

/** Warnings on texts of a file that have a name for documentation, as drafts have until a person writes the right one. */
export function reservedNameWarnings(source: SourceFile): readonly Problem[] {
  if (!source.matches(reserved)) return [];
  return textsIn(source.value).flatMap(({ text, path }) => {
    const [name] = reserved.exec(text) ?? [];
    return name === undefined
      ? []
      : [source.problem(path, `names ${name}, which is for documentation and leads nowhere`, 'write yours')];
  });
}

interface PlacedText {
  readonly text: string;
  readonly path: readonly PathStep[];
}

function textsIn(value: unknown, path: readonly PathStep[] = []): readonly PlacedText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]))
    : [];
}
