import { existsSync, readFileSync } from 'node:fs';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { recordDirectoryAuthority } from '../../lib/operations/directory-authority';
import { loadedEnvironment } from '../loaded-environment';
import { writeFacts } from '../write-facts';

export interface RecordDirectoryOptions {
  /**
   * The fact that may be replaced.
   * @default none: another authority than the recorded one is a problem, and nothing is recorded
   */
  readonly replace?: 'directoryAuthority';
}

/**
 * Records the certificate of the authority that the environment's directory made for itself, from a file.
 *
 * @throws ProblemsError when it is another certificate, so that the exit code is 1
 */
export function recordDirectory(name: string, file: string, { replace }: RecordDirectoryOptions): void {
  const { environment, facts } = loadedEnvironment(name);
  if (!existsSync(file)) throw new ProblemsError([fileProblem(file, 'does not exist', 'see docs/directory.md')]);
  const text = readFileSync(file, 'utf8');
  const after = recordDirectoryAuthority(environment, facts, { file, text }, Date.now());
  if (after.directoryAuthority === facts.directoryAuthority) {
    console.log('the authority of the directory is recorded; nothing changes');
    return;
  }
  const mayReplace = replace === undefined ? [] : [replace];
  console.log(`recorded in ${writeFacts(environment, { before: facts, after, mayReplace })}`);
  console.log(`next: npm start, commit, npx cdk deploy -c environment=${name} ${name}-directory`);
}
