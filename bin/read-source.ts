import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProblemsError } from '../model/problem';
import { SourceFile } from '../model/source-file';
import { fileProblem } from '../model/file-problem';

/**
 * Reads a file that is named on the command line.
 *
 * @param remedy how to make the file, for the message
 * @throws ProblemsError when it does not exist.
 */
export function readSource(file: string, remedy: string): SourceFile {
  if (existsSync(resolve(file))) return SourceFile.read(resolve(file), file);
  throw new ProblemsError([fileProblem(file, 'does not exist', remedy)]);
}
