import { mailPlaces, reportsDomain } from './mail-places';
import type { HostFiles, MailHostSpec } from './mail-host-spec';

/**
 * Configuration of Postfix 3.10: port 25 takes mail for the host's domains and no other, ports 587 and 465 take mail of accounts in
 * their own names. Sources: postconf(5), master(5).
 */
export const postfixFiles = (spec: MailHostSpec): HostFiles => ({
  '/etc/postfix/main.cf': `${mainSettings(spec)
    .map(([name, value]) => `${name} = ${value}`.trimEnd())
    .join('\n')}\n`,
  '/etc/postfix/master.cf': services,
  [`${mailPlaces.tables}/aliases`]: table(
    Object.entries(spec.aliases).map(([address, targets]) => [address, targets.join(', ')]),
  ),
  [`${mailPlaces.tables}/transport`]: table([
    ...spec.relays.map(({ domain, host, port }) => [domain, `smtp:[${host}]:${port}`] as const),
    [reportsDomain, 'reports:'],
  ]),
  [`${mailPlaces.tables}/relayed`]: table(
    spec.relays.map(({ domain }) => [domain, 'reject_unverified_recipient'] as const),
  ),
  [`${mailPlaces.tables}/senders`]: table(usersBySender(spec)),
});

const texthash = (name: string): string => `texthash:${mailPlaces.tables}/${name}`;

const mainSettings = ({
  name,
  aliasDomains,
  relays,
  messageBytes,
}: MailHostSpec): readonly (readonly [string, string])[] => [
  ['compatibility_level', '3.10'],
  ['myhostname', name],
  ['myorigin', aliasDomains[0] ?? name],
  ['inet_protocols', 'ipv4'],
  ['mynetworks', '127.0.0.0/8'],
  // There are no mailboxes.
  ['mydestination', ''],
  ['local_recipient_maps', ''],
  ['local_transport', 'error:5.1.1 there are no mailboxes here'],
  ['alias_maps', ''],
  ['alias_database', ''],
  ['virtual_alias_domains', aliasDomains.join(' ')],
  ['virtual_alias_maps', texthash('aliases')],
  ['relay_domains', relays.map(({ domain }) => domain).join(' ')],
  ['transport_maps', texthash('transport')],
  ['recipient_delimiter', '+'],
  ['message_size_limit', String(messageBytes)],
  // A message is written while the one before it still is.
  ['queue_minfree', String(messageBytes * 3)],
  ['maximal_queue_lifetime', '5d'],
  ['bounce_queue_lifetime', '1d'],
  ['smtpd_banner', '$myhostname ESMTP'],
  ['smtpd_helo_required', 'yes'],
  ['disable_vrfy_command', 'yes'],
  ['strict_rfc821_envelopes', 'yes'],
  ['smtpd_helo_restrictions', 'permit_mynetworks, reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname'],
  ['smtpd_sender_restrictions', 'reject_non_fqdn_sender, reject_unknown_sender_domain'],
  ['smtpd_relay_restrictions', 'permit_mynetworks, reject_unauth_destination'],
  [
    'smtpd_recipient_restrictions',
    `reject_non_fqdn_recipient, reject_unlisted_recipient, check_recipient_access ${texthash('relayed')}`,
  ],
  ['unverified_recipient_reject_code', '550'],
  ['smtpd_data_restrictions', 'reject_unauth_pipelining'],
  ['smtpd_client_connection_count_limit', '20'],
  ['smtpd_tls_security_level', 'may'],
  ['smtpd_tls_chain_files', mailPlaces.certificate],
  ['smtpd_tls_mandatory_protocols', '>=TLSv1.2'],
  ['smtpd_tls_auth_only', 'yes'],
  ['smtpd_tls_received_header', 'yes'],
  ['smtp_tls_security_level', 'may'],
  ['smtp_tls_CApath', '/etc/ssl/certs'],
  ['smtpd_sasl_type', 'dovecot'],
  ['smtpd_sasl_path', 'private/auth'],
  ['smtpd_sasl_security_options', 'noanonymous'],
  ['smtpd_sender_login_maps', texthash('senders')],
  ['smtpd_milters', `inet:${mailPlaces.milter}`],
  ['non_smtpd_milters', `inet:${mailPlaces.milter}`],
  // Without the filter nothing would be signed, or looked at.
  ['milter_default_action', 'tempfail'],
];

/** Who may use an address as the sender of mail. */
function usersBySender({ accounts }: MailHostSpec): readonly (readonly [string, string])[] {
  const addresses = [...new Set(accounts.flatMap(({ from }) => from))].sort();
  return addresses.map((address) => [
    address,
    accounts.flatMap(({ user, from }) => (from.includes(address) ? [user] : [])).join(', '),
  ]);
}

/** A table of Postfix, in the order of its keys. */
const table = (rows: readonly (readonly [string, string])[]): string =>
  `# Made from the environment file.\n${rows
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key} ${value}\n`)
    .join('')}`;

/** A port for accounts, which prove who they are over TLS and send in their own names alone. */
const accountsPort = (port: string, name: string, ...tls: readonly string[]): string =>
  [
    `${port} inet n - n - - smtpd`,
    `  -o syslog_name=postfix/${name}`,
    ...tls.map((setting) => `  -o ${setting}`),
    '  -o smtpd_sasl_auth_enable=yes',
    '  -o smtpd_client_restrictions=permit_sasl_authenticated,reject',
    '  -o smtpd_helo_restrictions=',
    '  -o smtpd_sender_restrictions=reject_sender_login_mismatch',
    '  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject',
    '  -o smtpd_recipient_restrictions=reject_non_fqdn_recipient,reject_unlisted_recipient',
    '  -o smtpd_client_connection_count_limit=50',
  ].join('\n');

const services = `${[
  'smtp inet n - n - - smtpd',
  accountsPort('submission', 'submission', 'smtpd_tls_security_level=encrypt'),
  accountsPort('submissions', 'submissions', 'smtpd_tls_wrappermode=yes'),
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'flush unix n - n 1000? 0 flush',
  'proxymap unix - - n - - proxymap',
  'proxywrite unix - - n - 1 proxymap',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'showq unix n - n - - showq',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
  'postlog unix-dgram n - n - 1 postlogd',
  // Reports of others, and mail that comes back.
  'reports unix - n n - 2 pipe',
  '  flags=q user=commons-mail argv=/usr/local/sbin/commons-mail-report ${sender} ${recipient}',
].join('\n')}\n`;
