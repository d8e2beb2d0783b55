import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * What the page of alerts has people type to end an attempt of an Argo CD before 3.2 at a commit that fails.
 *
 * @throws Error when the page says it no more.
 */
export function endOfAttempt(application: string): string {
  const page = readFileSync(resolve(__dirname, '../../../docs/alerts.md'), 'utf8');
  const [, command] = /`(oc -n openshift-gitops patch application <name>[^`]*Terminating[^`]*)`/.exec(page) ?? [];
  if (command === undefined) throw new Error('docs/alerts.md does not say how an attempt is ended');
  return command.replace('<name>', application).replaceAll('\n', ' ');
}
