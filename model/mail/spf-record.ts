import type { MailDomain, OwnMail } from '../schema/own-mail';

/** Greatest number of look-ups of an SPF record, those of records that it includes among them. Source: RFC 7208, section 4.6.4. */
export const spfLookupLimit = 10;

/** The SPF record of a domain: the mail host, then others who send in its name; anybody else does not (RFC 7208). */
export const spfRecord = ({ name }: Pick<OwnMail, 'name'>, { alsoSentBy }: MailDomain): string =>
  [
    'v=spf1',
    `a:${name}`,
    ...alsoSentBy.map((other) => ('include' in other ? `include:${other.include}` : `ip4:${other.block}`)),
    '-all',
  ].join(' ');

/** The terms of an SPF record that look up names, each once for itself. Source: RFC 7208, section 4.6.4. */
export const spfLookups = (record: string): readonly string[] =>
  record
    .split(' ')
    .slice(1)
    .filter((term) => /^[+?~-]?(include:|a([:/]|$)|mx([:/]|$)|ptr(:|$)|exists:)|^redirect=/i.test(term));
