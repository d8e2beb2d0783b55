import { reportAddress } from '../../constructs/mail/report-program';
import type { MailHostSpec } from '../../constructs/mail/mail-host-spec';
import type { Environment } from '../../model/environment';
import { aliasTargets } from '../../model/mail/alias-rings';
import { dkimSecret, mailAccounts } from '../../model/mail/mail-accounts';
import { aliasDomains, findOwnMail } from '../../model/mail/own-mail';
import { reportAddresses } from '../../model/mail/report-addresses';
import { submissionName } from '../../model/mail/submission-name';
import { resourceNames } from '../../model/naming';

/**
 * Returns what the mail host of an environment does; undefined without one.
 *
 * @param challengeZoneId id of the hosted zone with the answers to challenges of the certificate authority
 */
export function mailHostSpec(environment: Environment, challengeZoneId: string): MailHostSpec | undefined {
  const mail = findOwnMail(environment);
  if (mail === undefined) return undefined;
  const names = resourceNames(environment);
  const accounts = mailAccounts(environment);
  const { name, domains, selectors, machine, messageMiB, greylisting } = mail;
  const ours = aliasDomains(mail).map((domain) => domain.name);
  return {
    name,
    submissionName: submissionName({ mail, hosts: environment.hosts }),
    aliasDomains: ours,
    relays: domains.flatMap(({ name: domain, delivers }) => (delivers === 'aliases' ? [] : [{ domain, ...delivers }])),
    aliases: {
      ...ownAliases(
        ours,
        accounts.flatMap(({ from }) => from),
      ),
      ...Object.fromEntries(Object.keys(mail.aliases).map((address) => [address, aliasTargets(mail.aliases, address)])),
    },
    accounts,
    keys: selectors.map((selector) => ({
      selector,
      secretName: names.secret('hosts', machine, dkimSecret(selector)),
    })),
    messageBytes: messageMiB * 1024 * 1024,
    greylisting: greylisting === 'suspicious',
    contact: environment.certificates.contact,
    challengeZoneId,
  };
}

/**
 * Aliases besides those of the file, which come before these: reports of others, mail that comes back to addresses that only send, and
 * the mail of the host itself.
 */
function ownAliases(
  domains: readonly string[],
  senders: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const [first] = domains;
  return Object.fromEntries([
    ...senders
      .filter((address) => !address.startsWith('@') && domains.some((domain) => address.endsWith(`@${domain}`)))
      .map((address) => [address, [reportAddress('returned')]] as const),
    ...(first === undefined ? [] : [[`root@${first}`, [`postmaster@${first}`]] as const]),
    ...domains.flatMap((domain) => [
      [`${reportAddresses.dmarc}@${domain}`, [reportAddress('dmarc')]] as const,
      [`${reportAddresses.tls}@${domain}`, [reportAddress('tls')]] as const,
    ]),
  ]);
}
