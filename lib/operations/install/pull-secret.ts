import { z } from 'zod';
import { ProblemsError } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';
import { parseJson } from '../../parse-json';

const pullSecretSchema = z.object({ auths: z.record(z.string(), z.object({ auth: z.string().default('') })) });

/**
 * The pull secret in a file, on one line.
 *
 * @throws ProblemsError when it is invalid. The message never quotes the file.
 */
export function parsePullSecret(file: string, text: string): string {
  const remedy = 'download it again from https://console.redhat.com/openshift/install/pull-secret';
  const refused = (reason: string) => new ProblemsError([fileProblem(file, reason, remedy)]);
  const contents = parseJson(text);
  if (contents === undefined) throw refused('is not JSON, so it is no pull secret');
  const { success, data } = pullSecretSchema.safeParse(contents);
  if (!success) throw refused('is not a pull secret: it has no auths by registry');
  const registries = Object.entries(data.auths);
  if (registries.length === 0) throw refused('is a pull secret for no registry');
  const broken = registries.filter(([, { auth }]) => !isUserAndPassword(auth)).map(([registry]) => registry);
  if (broken.length > 0) throw refused(`has no user and password for ${broken.join(', ')}`);
  return JSON.stringify(contents);
}

const isUserAndPassword = (auth: string): boolean =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(auth) && auth.length % 4 === 0 && /^[^:]+:./s.test(atob(auth));
