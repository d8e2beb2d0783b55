import { textHash } from '../formats/text-hash';
import type { MailDomain, OwnMail } from '../schema/own-mail';

/** Path of the policy at the host `mta-sts.<domain>`. Source: RFC 8461, section 3.3. */
export const stsPolicyPath = '/.well-known/mta-sts.txt';

/** Host at which the policy of a domain is. */
export const stsPolicyHost = (domain: string): string => `mta-sts.${domain}`;

/** A policy of MTA-STS: by which host, and with which rigour, others deliver to a domain. */
export interface StsPolicy {
  readonly text: string;
  /** Changes with the text, so that others ask for it again. */
  readonly id: string;
}

/** The policy of a domain; undefined if it has none. Others believe an enforced one for a week, another one for a day. */
export function stsPolicy({ name }: Pick<OwnMail, 'name'>, { tls }: Pick<MailDomain, 'tls'>): StsPolicy | undefined {
  if (typeof tls !== 'string') return undefined;
  const seconds = tls === 'enforce' ? 604_800 : 86_400;
  const text = `version: STSv1\nmode: ${tls}\nmx: ${name}\nmax_age: ${seconds}\n`;
  return { text, id: String(textHash(text)) };
}
