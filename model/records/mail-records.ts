import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { dkimRecord } from '../mail/dkim-record';
import { mailCertificateNames } from '../mail/mail-certificate-names';
import { aliasDomains, findOwnMail } from '../mail/own-mail';
import { reportAddresses } from '../mail/report-addresses';
import { spfRecord } from '../mail/spf-record';
import { stsPolicy } from '../mail/sts-policy';
import type { MailDomain, OwnMail } from '../schema/own-mail';
import { textValue } from './text-value';
import type { ProviderRecord, ZoneRecord } from './zone-record';

/** DNS records of the domains of mail: who takes it, who may send it, how it is signed, and where others report what they saw. */
export function mailRecords(
  environment: Pick<Environment, 'mail' | 'hosts' | 'cluster'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  return [
    text(mail.name, 'v=spf1 a -all', 'mail that the mail host sends in its own name'),
    ...mailCertificateNames(mail, environment).map((host): ZoneRecord => ({
      host: `_acme-challenge.${host}`,
      type: 'CNAME',
      value: `${host}.acme.${environment.cluster.baseDomain}.`,
      why: `certificate of ${host}`,
    })),
    ...mail.domains.flatMap((domain) => domainRecords(domain, mail, facts)),
  ];
}

const text = (host: string, value: string, why: string): ZoneRecord => ({
  host,
  type: 'TXT',
  value: textValue(value),
  why,
});

function domainRecords(domain: MailDomain, mail: OwnMail, { dkimKeys }: Partial<Facts>): readonly ProviderRecord[] {
  const { name } = domain;
  const policy = stsPolicy(mail, domain);
  const reports = [`${reportAddresses.dmarc}@${reportsPlace(domain, mail)}`, ...domain.reportsTo];
  return [
    { host: name, type: 'MX', value: `10 ${mail.name}.`, why: 'mail' },
    text(name, spfRecord(mail, domain), 'who may send its mail'),
    ...mail.selectors.map((selector): ProviderRecord => {
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
