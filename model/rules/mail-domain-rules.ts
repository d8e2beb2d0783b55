import { isWithin } from '../domain-names';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { platformHosts } from '../platform-hosts';
import { submissionName } from '../mail/submission-name';
import type { MailDomain, OwnMail } from '../schema/own-mail';
import type { EnvironmentFile } from './findings';
import { spfFindings } from './spf-rules';

/** The domains of mail: ours, each once, with an SPF record that others finish reading, and no way of mail back to the host. */
export const mailDomainFindings = (mail: OwnMail, environment: EnvironmentFile): readonly Finding[] => [
  ...repeatFindings(
    mail.domains.map(({ name }) => name),
    (index) => ['mail', 'domains', index, 'name'],
    (first) => `repeats the name of domains[${first}]`,
    'name each domain once',
  ),
  ...mail.domains.flatMap((domain, index) => domainFindings(domain, mail, environment, ['mail', 'domains', index])),
];

function domainFindings(
  domain: MailDomain,
  mail: OwnMail,
  environment: EnvironmentFile,
  path: readonly (string | number)[],
): readonly Finding[] {
  const { domains, cluster, gitlab, privateZones } = environment;
  const { name, delivers } = domain;
  const elsewhere = [
    cluster.baseDomain,
    ...privateZones,
    ...(gitlab?.pages === undefined ? [] : [gitlab.pages.domain]),
  ].find((zone) => isWithin(name, zone));
  return [
    ...findingIf(
      !domains.some((registered) => isWithin(name, registered)),
      [...path, 'name'],
      `${name} is not ours`,
      `write one of domains, or a name below one: ${domains.join(', ')}`,
    ),
    ...findingIf(
      elsewhere !== undefined,
      [...path, 'name'],
      `${name} is in the zone ${elsewhere ?? ''}, whose records are not at the DNS provider`,
      'choose a domain outside it',
    ),
    ...findingIf(
      platformHosts(environment).includes(name),
      [...path, 'name'],
      `${name} is a site, whose alias in DNS allows no records of mail beside it`,
      'choose another domain',
    ),
    ...findingIf(
      delivers !== 'aliases' && [mail.name, submissionName({ mail, hosts: environment.hosts })].includes(delivers.host),
      [...path, 'delivers', 'host'],
      'is the mail host itself, to which mail would come back',
      'name the server of mailing lists, or write delivers: aliases',
    ),
    ...spfFindings(domain, mail, path),
  ];
}
