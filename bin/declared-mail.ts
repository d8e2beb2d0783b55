import type { Environment } from '../model/environment';
import { fileProblem } from '../model/file-problem';
import { findOwnMail } from '../model/mail/own-mail';
import { ProblemsError } from '../model/problem';
import type { OwnMail } from '../model/schema/own-mail';

/** @throws ProblemsError when the environment has no mail host of its own */
export function declaredMail(environment: Pick<Environment, 'name' | 'mail'>): OwnMail {
  const mail = findOwnMail(environment);
  if (mail !== undefined) return mail;
  const file = `environments/${environment.name}/environment.yaml`;
  throw new ProblemsError([fileProblem(file, 'has no mail host of its own', 'see docs/mail.md for how to add one')]);
}
