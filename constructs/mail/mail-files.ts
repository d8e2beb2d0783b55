import { settingsSecretsFile } from '../hosts/settings-task';
import { dovecotFiles } from './dovecot-files';
import type { HostFiles, MailHostSpec } from './mail-host-spec';
import { mailProgram } from './mail-program';
import { certificateScript, mailUnits } from './mail-units';
import { postfixFiles } from './postfix-files';
import { reportProgram } from './report-program';
import { rspamdFiles } from './rspamd-files';
import { watchProgram } from './watch-program';

/**
 * Public lists of bad senders that a mail host looks itself up in. Sources: spamhaus.org, "ZEN"; spamcop.net, "What is the SpamCop
 * Blocking List"; barracudacentral.org, "BRBL".
 */
const blocklists = ['zen.spamhaus.org', 'bl.spamcop.net', 'b.barracudacentral.org'] as const;

/** Secrets of a mail host by the names of the files that they are written into: passwords of accounts, and DKIM keys. */
export const mailSecrets = ({ accounts, keys }: MailHostSpec): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...accounts.map(({ user, secretName }) => [`account-${user}`, secretName] as const),
    ...keys.map(({ selector, secretName }) => [`dkim-${selector}`, secretName] as const),
  ]);

/** The files of a mail host, by their paths. None of them has a secret in it. */
export const mailFiles = (spec: MailHostSpec): HostFiles => ({
  ...postfixFiles(spec),
  ...dovecotFiles,
  ...rspamdFiles(spec),
  ...mailUnits,
  '/etc/commons-mail.json': `${JSON.stringify(
    {
      name: spec.name,
      domains: [...spec.aliasDomains, ...spec.relays.map(({ domain }) => domain)],
      accounts: spec.accounts.map(({ user }) => user),
      selectors: spec.keys.map(({ selector }) => selector),
      blocklists,
    },
    null,
    1,
  )}\n`,
  [settingsSecretsFile]: `${JSON.stringify(mailSecrets(spec), null, 1)}\n`,
  '/etc/commons-mail.env': `AWS_REGION=us-east-1\nAWS_HOSTED_ZONE_ID=${spec.challengeZoneId}\n`,
  '/usr/local/sbin/commons-mail': mailProgram,
  '/usr/local/sbin/commons-mail-certificate': certificateScript([spec.name, spec.submissionName], spec.contact),
  '/usr/local/sbin/commons-mail-report': reportProgram,
  '/usr/local/sbin/commons-mail-watch': watchProgram,
});
