import { didYouMean } from '../did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { aliasTargets, findAliasRing } from '../mail/alias-rings';
import { neededAddresses } from '../mail/needed-addresses';
import { addressDomain, aliasDomains } from '../mail/own-mail';
import { reportAddresses } from '../mail/report-addresses';
import type { OwnMail } from '../schema/own-mail';

/** The aliases: each at a domain that has aliases, all mail arrives somewhere, and each domain can be written to about its mail. */
export function mailAliasFindings(mail: OwnMail): readonly Finding[] {
  const { aliases, domains } = mail;
  const ours = aliasDomains(mail).map(({ name }) => name);
  const addresses = Object.keys(aliases);
  return [
    ...ours.flatMap((domain) =>
      neededAddresses
        .map((first) => `${first}@${domain}`)
        .flatMap((address) =>
          findingIf(
            !addresses.includes(address),
            ['mail', 'aliases'],
            `has no ${address}, to which others write when something is wrong with our mail`,
            `add ${address}: <who reads it>`,
          ),
        ),
    ),
    ...addresses.flatMap((address) => {
      const path = ['mail', 'aliases', address];
      const domain = addressDomain(address);
      const relayed = domains.find(({ name, delivers }) => name === domain && delivers !== 'aliases');
      const isReport = Object.values(reportAddresses).some((first) => address === `${first}@${domain}`);
      return [
        ...findingIf(
          relayed !== undefined,
          path,
          `has two hosts: all mail of ${domain} goes to the server that its domain delivers to`,
          'make it an address there, or give the domain delivers: aliases',
        ),
        ...findingIf(
          relayed === undefined && !ours.includes(domain),
          path,
          `${domain} is not a domain of mail.domains`,
          didYouMean(domain, ours, ours.length === 0 ? 'add it there' : `write an address of: ${ours.join(', ')}`),
        ),
        ...findingIf(
          isReport && ours.includes(domain),
          path,
          'is where the mail host takes reports of others itself',
          'remove it; reportsTo of the domain names further addresses',
        ),
        ...targetFindings(address, mail, ours),
      ];
    }),
  ];
}

function targetFindings(address: string, { aliases }: OwnMail, ours: readonly string[]): readonly Finding[] {
  const path = ['mail', 'aliases', address];
  const targets = aliasTargets(aliases, address);
  const at = (index: number) => (typeof aliases[address] === 'string' ? path : [...path, index]);
  const ring = findAliasRing(aliases, address);
  return [
    ...repeatFindings(targets, at, (first) => `repeats ${path.join('.')}[${first}]`, 'name each address once'),
    ...findingIf(
      ring !== undefined,
      path,
      ring?.length === 2 ? 'is an alias of itself' : `is in a ring: ${ring?.join(' → ') ?? ''}`,
      'name an address that somebody reads',
    ),
    ...targets.flatMap((target, index) =>
      findingIf(
        ours.includes(addressDomain(target)) && aliases[target] === undefined,
        at(index),
        `${target} is an address of ours that nobody gets the mail of`,
        'add it to mail.aliases, or name an address elsewhere',
      ),
    ),
  ];
}
