import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProblemsError } from '../model/problem';
import { SourceFile } from '../model/source-file';
import { fileProblem } from '../model/file-problem';

/**
 * The file that a person names.
 *
 * @param remedy where it would come from
 * @throws ProblemsError when there is none.
 */
export function readSource(file: string, remedy: string): SourceFile {
  if (existsSync(resolve(file))) return SourceFile.read(resolve(file), file);
  throw new ProblemsError([fileProblem(file, 'does not exist', remedy)]);
}
