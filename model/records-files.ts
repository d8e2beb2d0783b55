import { join } from 'node:path';
import { didYouMean } from './did-you-mean';
import { folderEntries } from './folder-entries';
import type { Problem } from './problem';
import { validate } from './schema-problems';
import { recordsFileSchema, type RecordDeclaration } from './schema/records';
import type { SourceFile } from './source-file';
import { isRecordsFile } from './unread-files';

/** A file with records that people declare, named after the registered domain that they are in. */
export interface RecordsFile {
  readonly domain: string;
  readonly source: SourceFile;
  readonly records: readonly RecordDeclaration[];
}

/** Folder of the files beside `environment.yaml`. */
export const recordsFolder = 'records';

/**
 * Reads the records of the environment in `folder`.
 *
 * @param domains registered domains; undefined while nobody knows
 */
export function readRecords(
  folder: string,
  domains: readonly string[] | undefined,
  read: (file: string) => SourceFile,
): { readonly files: readonly RecordsFile[]; readonly problems: readonly Problem[] } {
  const files: RecordsFile[] = [];
  const problems: Problem[] = [];
  for (const { name } of folderEntries(join(folder, recordsFolder)).filter(isRecordsFile)) {
    const source = read(name);
    const domain = name.replace(/\.ya?ml$/i, '');
    if (domains !== undefined && !domains.includes(domain)) {
      const known = `name the file after one of domains of environment.yaml: ${domains.join(', ')}`;
      const remedy = didYouMean(domain, domains, known);
      problems.push(source.problem([], `${domain} is not one of the registered domains`, remedy));
    }
    const checked = validate(recordsFileSchema, source);
    if ('problems' in checked) problems.push(...checked.problems);
    else files.push({ domain, source, records: checked.value.records });
  }
  return { files: files.sort((a, b) => (a.domain < b.domain ? -1 : 1)), problems };
}
