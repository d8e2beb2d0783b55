/** Places on a mail host that several of its programs know. */
export const mailPlaces = {
  /** Tables of Postfix. */
  tables: '/etc/postfix/commons',
  /** What is made from secrets: gone with the machine, and readable by those who need it. */
  secrets: '/run/commons-mail',
  /** Certificate and private key, PEM in one file. */
  certificate: '/var/lib/commons-mail/certificate.pem',
  /** Reports of others and figures of its own. */
  state: '/var/lib/commons-mail',
  /** Milter of rspamd. */
  milter: '127.0.0.1:11332',
} as const;

/** Domain of addresses that only the host itself delivers to: nobody can write to a name below `invalid` (RFC 2606). */
export const reportsDomain = 'reports.invalid';
