import type { Environment } from '../environment';
import type { FoundMailRelay } from '../schema/mail';
import { mailPorts } from './mail-ports';
import { submissionName } from './submission-name';

/** The server that takes the mail of services, with STARTTLS unless its port is 465; undefined in an environment without one. */
export function findMailRelay({ mail, hosts }: Pick<Environment, 'mail' | 'hosts'>): FoundMailRelay | undefined {
  if (mail === undefined) return undefined;
  return 'machine' in mail
    ? { host: submissionName({ mail, hosts }), port: mailPorts.submission, givesAccounts: true }
    : { ...mail, givesAccounts: false };
}
