import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { dkimRecord } from './dkim-record';
import { aliasDomains, findOwnMail } from './own-mail';
import { reportAddresses } from './report-addresses';
import { spfRecord } from './spf-record';
import { stsPolicy } from './sts-policy';
import { submissionName } from './submission-name';
import type { MailDomain, OwnMail } from '../schema/own-mail';

/** A record of mail; the value of a TXT record is its text, without quotes. */
export type MailRecord = { readonly host: string; readonly why: string } & (
  | { readonly type: 'MX' | 'TXT' | 'CNAME'; readonly value: string }
  | { readonly type: 'TXT'; readonly waitsFor: readonly ['dkimKeys'] }
);

/** Records of the domains of mail: who takes it, who may send it, how it is signed, and where others report what they saw. */
export function mailRecords(
  environment: Pick<Environment, 'mail' | 'hosts' | 'cluster'>,
  facts: Partial<Facts>,
): readonly MailRecord[] {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  const names = [mail.name, submissionName({ mail, hosts: environment.hosts })];
  return [
    { host: mail.name, type: 'TXT', value: 'v=spf1 a -all', why: 'mail that the mail host sends in its own name' },
    ...names.map((host): MailRecord => ({
      host: `_acme-challenge.${host}`,
      type: 'CNAME',
      value: `${host}.acme.${environment.cluster.baseDomain}.`,
      why: `certificate of ${host}`,
    })),
    ...mail.domains.flatMap((domain) => domainRecords(domain, mail, facts)),
  ];
}

function domainRecords(domain: MailDomain, mail: OwnMail, { dkimKeys }: Partial<Facts>): readonly MailRecord[] {
  const { name } = domain;
  const text = (host: string, value: string, why: string): MailRecord => ({ host, type: 'TXT', value, why });
  const policy = stsPolicy(mail, domain);
  const reports = [`${reportAddresses.dmarc}@${reportsPlace(domain, mail)}`, ...domain.reportsTo];
  return [
    { host: name, type: 'MX', value: `10 ${mail.name}.`, why: 'mail' },
    text(name, spfRecord(mail, domain), 'who may send its mail'),
    ...mail.selectors.map((selector): MailRecord => {
      const host = `${selector}._domainkey.${name}`;
      const key = dkimKeys?.[selector];
      const why = 'key that signs its mail';
      return key === undefined ? { host, type: 'TXT', waitsFor: ['dkimKeys'], why } : text(host, dkimRecord(key), why);
    }),
    text(
      `_dmarc.${name}`,
      `v=DMARC1; p=${domain.dmarc}; rua=${reports.map((address) => `mailto:${address}`).join(',')}`,
      'what becomes of mail that only pretends to be of it',
    ),
    text(
      `_smtp._tls.${name}`,
      `v=TLSRPTv1; rua=mailto:${reportAddresses.tls}@${reportsPlace(domain, mail)}`,
      'where others report on TLS',
    ),
    ...(policy === undefined
      ? []
      : [text(`_mta-sts.${name}`, `v=STSv1; id=${policy.id}`, 'its policy of MTA-STS is at mta-sts')]),
  ];
}

/** Domain whose report addresses the host itself has: the domain's own, or the first that has aliases. */
const reportsPlace = ({ name, delivers }: MailDomain, mail: OwnMail): string =>
  delivers === 'aliases' ? name : (aliasDomains(mail)[0]?.name ?? name);
