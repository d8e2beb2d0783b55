import { isIP } from 'node:net';
import { mailChecks } from '../../lib/operations/mail-check/mail-checks';
import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';
import { declaredMail } from '../declared-mail';
import { loadedEnvironment } from '../loaded-environment';
import { WorldOutside } from '../mail/world-outside';

export interface MailCheckOptions {
  /** Addresses of name servers to ask; those of this machine if it is empty. */
  readonly resolver: readonly string[];
  /** Whether to print JSON. */
  readonly json: boolean;
}

/**
 * Asks DNS and the mail host of an environment what anybody sees, from this machine, which should be outside of the VPC. The exit code is
 * 1 if anything is wrong.
 */
export async function mailCheck(name: string, { resolver, json }: MailCheckOptions): Promise<void> {
  throwProblems(
    resolver
      .filter((address) => isIP(address) === 0)
      .map((address) =>
        fileProblem(`--resolver ${address}`, 'is not an address', 'write that of a name server, like 9.9.9.9'),
      ),
  );
  const { environment, facts } = loadedEnvironment(name);
  const mail = declaredMail(environment);
  const checks = await mailChecks({ mail, environment, facts, world: new WorldOutside(resolver), now: Date.now() });
  const wrong = checks.filter((check) => check.wrong !== undefined);
  if (json) console.log(JSON.stringify(checks, undefined, 2));
  else {
    for (const { what, wrong: found } of checks) {
      console.log(
        found === undefined
          ? `right  ${what}`
          : `WRONG  ${what} ${found.says}\n       for ${found.whose}: ${found.remedy}`,
      );
    }
    console.log(wrong.length === 0 ? '\neverything is right' : `\n${wrong.length} of ${checks.length} are wrong`);
  }
  if (wrong.length > 0) process.exitCode = 1;
}
