import type { Environment } from '../environment';
import { resourceNames } from '../naming';
import { findOwnMail } from './own-mail';
import { mailAccountSecret } from '../service-needs';

/** An account with which somebody sends through the community's own mail host. */
export interface MailAccount {
  /** Unique: names of tenants, services and declared accounts have no dot. */
  readonly user: string;
  /** Addresses that it may send from; `@` and a domain for all of that. */
  readonly from: readonly string[];
  /** Name of the secret that holds only its password. */
  readonly secretName: string;
}

/** User name of GitLab at the community's own mail host; no declared account may have it. */
export const gitlabMailUser = 'gitlab';

/** User name of a service at the community's own mail host. */
export const serviceMailUser = (tenant: string, service: string): string => `${tenant}.${service}`;

/** Last part of the name of the secret of a declared account, in the folder of the host. */
export const declaredAccountSecret = (account: string): string => `account-${account}`;

/** Last part of the name of the secret with the private half of a DKIM key, in the folder of the host. */
export const dkimSecret = (selector: string): string => `dkim-${selector}`;

/** The accounts at the community's own mail host, by their users: services that send, GitLab, and those of `mail.accounts`. */
export function mailAccounts(environment: Environment): readonly MailAccount[] {
  const mail = findOwnMail(environment);
  if (mail === undefined) return [];
  const names = resourceNames(environment);
  const { gitlab, tenants } = environment;
  const ofServices = tenants.flatMap((tenant) =>
    tenant.services.flatMap(({ name, sends }) =>
      sends === undefined
        ? []
        : [
            {
              user: serviceMailUser(tenant.name, name),
              from: [sends.from],
              secretName: names.serviceSecret(tenant.name, name, mailAccountSecret),
            },
          ],
    ),
  );
  const ofGitlab =
    gitlab?.mail === undefined || gitlab.mail.host !== undefined
      ? []
      : [{ user: gitlabMailUser, from: [gitlab.mail.from], secretName: names.secret('gitlab', mailAccountSecret) }];
  const declared = mail.accounts.map(({ name, from }) => ({
    user: name,
    from,
    secretName: names.secret('hosts', mail.machine, declaredAccountSecret(name)),
  }));
  return [...ofServices, ...ofGitlab, ...declared].toSorted((one, other) => (one.user < other.user ? -1 : 1));
}
