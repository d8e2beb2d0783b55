import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { fileProblem } from '../../model/file-problem';

/** The program `openshift-install`. */
export class Installer {
  constructor(
    /** Name or path of the program, as on the command line. */
    readonly program: string,
  ) {}

  /**
   * The output of `openshift-install version`.
   *
   * @throws ProblemsError when it cannot be run.
   */
  async version(): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)(this.program, ['version'], { env: variables(), timeout: 60_000 });
      return stdout;
    } catch (error) {
      const reason = `cannot be run: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`;
      const remedy = 'name the openshift-install of the release with --installer';
      throw new ProblemsError([fileProblem(this.program, reason, remedy)]);
    }
  }

  /**
   * Runs `openshift-install create` in a folder, with its output on the terminal.
   *
   * @throws AwsCallError when it does not succeed.
   */
  create(what: 'manifests' | 'ignition-configs', folder: string): Promise<void> {
    const args = ['create', what, '--dir', folder];
    return new Promise((resolve, reject) => {
      const failed = (reason: string) =>
        reject(
          new AwsCallError(
            `openshift-install create ${what}`,
            reason,
            'fix the error above, and run the command again',
          ),
        );
      const child = spawn(this.program, args, { env: variables(), stdio: ['ignore', 'inherit', 'inherit'] });
      child.once('error', ({ message }) => failed(`cannot be run: ${message}`));
      child.once('exit', (code, signal) => {
        if (code === 0) resolve();
        else failed(`ended with ${signal ?? `code ${code ?? ''}`}`);
      });
    });
  }
}

/** Environment variables without the installer's own: those would change the release or the image after it was checked. */
function variables(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('OPENSHIFT_INSTALL_'));
  return Object.fromEntries(own);
}
