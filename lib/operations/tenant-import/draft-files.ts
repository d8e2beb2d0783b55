import { textSecret } from '../../../model/secret-likeness';
import type { ImportedFile, ImportedProcess } from './imported-application';
import { literalText } from './imported-text';
import type { Notes } from './notes';

/** Files of the draft, and those whose content a person has to paste. */
export interface DraftedFiles {
  readonly texts?: Readonly<Record<string, string>>;
  readonly decisions: readonly string[];
}

/** Files that processes read, each path once. A file that looks like it has a secret is left to a person. */
export function draftFiles(processes: readonly ImportedProcess[], notes: Notes): DraftedFiles {
  const texts: Record<string, string> = {};
  const decisions: string[] = [];
  for (const file of new Map(processes.flatMap(({ files }) => files.map((each) => [each.path, each]))).values()) {
    const { path, text, from, at } = file;
    if (text !== undefined && text !== '' && !hasSecret(file)) {
      texts[path] = literalText(text);
      continue;
    }
    decisions.push(`decide: ${path} has the content of ${from.replaceAll(/\s+/g, ' ')}`);
    if (text === undefined)
      notes.add(
        at,
        `file ${path}`,
        `its content is in ${from}, which is not read`,
        'paste it under files, with $(NAME) in place of secrets',
      );
    else
      notes.add(
        at,
        `file ${path}`,
        text === '' ? 'is empty' : 'has what looks like a secret, so it is not in the draft',
        'paste it under files, with $(NAME) in place of secrets',
      );
  }
  return { texts: Object.keys(texts).length === 0 ? undefined : texts, decisions };
}

/** Whether a file looks like it has a secret. */
const hasSecret = ({ text = '' }: ImportedFile): boolean => textSecret(text) !== undefined;
