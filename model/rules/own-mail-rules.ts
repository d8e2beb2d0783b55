import type { HostEntry } from '../environment';
import { didYouMean } from '../did-you-mean';
import { isWithin } from '../domain-names';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { mailQueueFolder } from '../mail/mail-host-entry';
import { gitlabMailUser } from '../mail/mail-accounts';
import { mailPorts } from '../mail/mail-ports';
import { addressDomain, aliasDomains, findOwnMail } from '../mail/own-mail';
import { findMailMachine } from '../mail/submission-name';
import type { OwnMail } from '../schema/own-mail';
import type { EnvironmentFile } from './findings';
import { mailAliasFindings } from './mail-alias-rules';
import { mailDomainFindings } from './mail-domain-rules';

/** What must hold for a mail host of the community's own. */
export function ownMailFindings(environment: EnvironmentFile): readonly Finding[] {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  const { machines } = environment.hosts;
  const host = findMailMachine(mail, environment);
  const names = machines.map(({ name }) => name);
  return [
    ...findingIf(
      host === undefined,
      ['mail', 'machine'],
      `${mail.machine} is not a host of hosts.machines`,
      didYouMean(mail.machine, names, names.length === 0 ? 'add it there' : `write one of: ${names.join(', ')}`),
    ),
    ...(host === undefined ? [] : machineFindings(host, mail, environment)),
    ...findingIf(
      aliasDomains(mail).length === 0,
      ['mail', 'domains'],
      'has no domain with aliases, so reports of others and complaints have no address',
      'add a domain without delivers, such as a registered one',
    ),
    ...repeatFindings(
      mail.selectors,
      (index) => ['mail', 'selectors', index],
      (first) => `repeats selectors[${first}]`,
      'name each selector once: it has one key',
    ),
    ...accountFindings(mail),
    ...mailDomainFindings(mail, environment),
    ...mailAliasFindings(mail),
  ];
}

/** The host has what mail needs of it; ports and packages come with mail. */
function machineFindings(host: HostEntry, mail: OwnMail, environment: EnvironmentFile): readonly Finding[] {
  const path = ['hosts', 'machines', environment.hosts.machines.indexOf(host)];
  const { domains, cluster } = environment;
  const zone = host.records.private;
  const own: readonly number[] = Object.values(mailPorts);
  return [
    ...findingIf(
      host.image.system !== 'debian',
      [...path, 'image', 'system'],
      `is ${host.image.system}, which does not package rspamd and lego`,
      'write debian, with an image of Debian 13: the mail host’s configuration is for its programs',
    ),
    ...findingIf(
      host.zones.length > 1,
      [...path, 'zones'],
      'would be two hosts for the addresses of mail, each with a queue of its own',
      'name one zone: mail waits at its senders while the machine is replaced',
    ),
    ...findingIf(
      host.address === 'private',
      [...path, 'address'],
      'is private, and other mail servers come from the internet',
      'write address: { public: <reason> }',
    ),
    ...findingIf(
      !host.records.public.includes(mail.name),
      ['mail', 'name'],
      `${mail.name} is not a public record of host ${host.name}`,
      `add it to records.public of the host`,
    ),
    ...findingIf(
      zone === undefined || !domains.some((domain) => isWithin(zone, domain)) || isWithin(zone, cluster.baseDomain),
      [...path, 'records', 'private'],
      zone === undefined
        ? 'is missing, and services would reach the mail host through the internet'
        : `${zone} is not below a registered domain, so no certificate can be for it`,
      `write a zone of privateZones below one of: ${domains.join(', ')}`,
    ),
    ...findingIf(
      !host.disks.some((disk) => disk.path === mailQueueFolder),
      [...path, 'disks'],
      `has none on ${mailQueueFolder}, and mail that waits would go with the machine`,
      `add { name: queue, path: ${mailQueueFolder}, sizeGiB: 20, backup: hourly }`,
    ),
    ...host.disks.flatMap((disk, index) =>
      findingIf(
        disk.path === mailQueueFolder && typeof disk.backup !== 'string',
        [...path, 'disks', index, 'backup'],
        'leaves mail that waits without a copy',
        'write a class of backups: hourly fits, as most mail waits for minutes only',
      ),
    ),
    ...host.ports.flatMap(({ port, lastPort = port }, index) =>
      findingIf(
        own.some((each) => port <= each && each <= lastPort),
        [...path, 'ports', index, 'port'],
        `opens ${own.filter((each) => port <= each && each <= lastPort).join(', ')}, as mail does`,
        'remove it',
      ),
    ),
  ];
}

function accountFindings({ accounts, domains }: OwnMail): readonly Finding[] {
  const names = domains.map(({ name }) => name);
  return [
    ...repeatFindings(
      accounts.map(({ name }) => name),
      (index) => ['mail', 'accounts', index, 'name'],
      (first) => `repeats the name of accounts[${first}]`,
      'give each sender an account of its own',
    ),
    ...accounts.flatMap(({ name, from }, index) => [
      ...findingIf(
        name === gitlabMailUser,
        ['mail', 'accounts', index, 'name'],
        'is the account of GitLab',
        'choose another name',
      ),
      ...from.flatMap((sender, at) =>
        findingIf(
          !names.includes(addressDomain(sender)),
          ['mail', 'accounts', index, 'from', at],
          `${addressDomain(sender)} is not a domain of mail.domains`,
          didYouMean(addressDomain(sender), names, `write an address of: ${names.join(', ')}`),
        ),
      ),
    ]),
  ];
}
