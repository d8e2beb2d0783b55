import { didYouMean } from '../did-you-mean';
import { findingIf, type Finding } from '../finding';
import { addressDomain, aliasDomains, findOwnMail } from '../mail/own-mail';
import { neededAddresses } from '../mail/needed-addresses';
import { reportAddresses } from '../mail/report-addresses';
import type { PathStep } from '../problem';
import type { OwnMail } from '../schema/own-mail';
import type { EnvironmentFile, TenantRule } from './findings';

/**
 * Services that send through the community's own mail host have an account there, and send in the name of a domain of mail; no site is
 * at a domain of mail, other than at a registered domain itself, which has addresses instead of an alias.
 */
export const mailSenderRule: TenantRule = (tenants, environment) => {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  const taken = takenNames(mail, environment);
  return tenants.flatMap(({ name, hosts, services }) =>
    [
      ...services.flatMap(({ sends }, index) =>
        sends === undefined
          ? []
          : [
              ...senderFindings(mail, sends, { path: ['services', index, ...sends.path], account: 'user' }),
              ...takenFindings(sends.from, taken, ['services', index, ...sends.path, 'from']),
            ],
      ),
      ...hosts.flatMap((host, index) =>
        findingIf(
          mail.domains.some((domain) => domain.name === host) && !environment.domains.includes(host),
          ['hosts', index],
          `${host} is a domain of mail, and the alias of a site in DNS allows no records of mail beside it`,
          'serve the site at another name',
        ),
      ),
    ].map((finding) => ({ ...finding, tenant: name })),
  );
};

/** A sender of the environment's own, in whose name no tenant may send. */
interface TakenName {
  /** An address; `@` and a domain for all of that. */
  readonly from: string;
  readonly of: string;
}

/** What is sent in these names is taken for a letter of whom they are, and is signed as such. */
const takenNames = (mail: OwnMail, { gitlab }: EnvironmentFile): readonly TakenName[] => [
  ...mail.accounts.flatMap(({ name, from }) => from.map((each) => ({ from: each, of: `account ${name}` }))),
  ...(gitlab?.mail === undefined ? [] : [{ from: gitlab.mail.from, of: 'GitLab' }]),
  ...aliasDomains(mail).flatMap(({ name }) =>
    [...neededAddresses, ...Object.values(reportAddresses)].map((first) => ({
      from: `${first}@${name}`,
      of: 'whoever looks after the domain',
    })),
  ),
];

function takenFindings(from: string, taken: readonly TakenName[], path: readonly PathStep[]): readonly Finding[] {
  const address = from.toLowerCase();
  const found = taken.find((each) => [address, `@${addressDomain(address)}`].includes(each.from.toLowerCase()));
  return findingIf(
    found !== undefined,
    path,
    `${from} is an address of ${found?.of ?? ''}, for whose letters those of this service would be taken`,
    'write an address of its own',
  );
}

/** How GitLab sends: by the relay of the environment or another one, with an account of its own at the community's mail host. */
export function gitlabMailFindings(environment: EnvironmentFile): readonly Finding[] {
  const declared = environment.gitlab?.mail;
  if (declared === undefined || declared.host !== undefined) return [];
  const mail = findOwnMail(environment);
  const path = ['gitlab', 'mail'];
  if (mail === undefined) {
    return findingIf(
      true,
      path,
      'names no host, and the environment has no mail host of its own',
      'write host: <name>',
    );
  }
  return senderFindings(mail, { from: declared.from, account: declared.user }, { path, account: 'user' });
}

function senderFindings(
  { domains }: OwnMail,
  { from, account }: { readonly from: string; readonly account?: string },
  place: { readonly path: readonly PathStep[]; readonly account: string },
): readonly Finding[] {
  const names = domains.map(({ name }) => name);
  const domain = addressDomain(from);
  return [
    ...findingIf(
      !names.includes(domain),
      [...place.path, 'from'],
      `${domain} is not a domain of mail.domains`,
      didYouMean(domain, names, `write an address of: ${names.join(', ')}`),
    ),
    ...findingIf(
      account !== undefined,
      [...place.path, place.account],
      'is an account at a relay of somebody else’s, and the environment has a mail host of its own',
      'remove it: each sender gets an account there',
    ),
  ];
}
