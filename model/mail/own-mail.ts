import type { Environment } from '../environment';
import type { MailDomain, OwnMail } from '../schema/own-mail';

/** The mail host of the community's own; undefined where somebody else's relay takes mail, or nobody. */
export const findOwnMail = ({ mail }: Pick<Environment, 'mail'>): OwnMail | undefined =>
  mail !== undefined && 'machine' in mail ? mail : undefined;

/** Domains whose addresses are aliases; all mail of the others goes to a server of mailing lists. */
export const aliasDomains = ({ domains }: Pick<OwnMail, 'domains'>): readonly MailDomain[] =>
  domains.filter(({ delivers }) => delivers === 'aliases');

/** Domain of an address, or of `@` and a domain. */
export const addressDomain = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
