import type { HostTask } from '../../constructs/hosts/host-first-boot';
import type { HostRoleProps } from '../../constructs/hosts/host-role';
import { settingsTask } from '../../constructs/hosts/settings-task';
import { mailFiles } from '../../constructs/mail/mail-files';
import type { Environment, HostEntry } from '../../model/environment';
import { declaredAccountSecret, dkimSecret } from '../../model/mail/mail-accounts';
import { mailCertificateNames } from '../../model/mail/mail-certificate-names';
import { mailAccountSecret } from '../../model/service-needs';
import { findOwnMail } from '../../model/mail/own-mail';
import { resourceNames } from '../../model/naming';
import type { HostSpec } from '../stacks/machines-stack';
import { mailHostSpec } from './mail-host';

/** What the host that mail runs on has besides other hosts. */
export interface MailHostParts {
  readonly task: HostTask;
  readonly access: Pick<HostRoleProps, 'secretNames' | 'challenges' | 'parametersPath'>;
  /** Path of the parameters with its files. */
  readonly path: string;
  readonly files: Readonly<Record<string, string>>;
  /** Secrets of its own: those of services are in the stacks of tenants, and that of GitLab is in its stack. */
  readonly secrets: HostSpec['secrets'];
}

/** Returns what a host has of mail; undefined unless mail runs on it. */
export function mailHostParts(
  host: HostEntry,
  environment: Environment,
  challengeZoneId: string,
): MailHostParts | undefined {
  const mail = findOwnMail(environment);
  const spec = mailHostSpec(environment, challengeZoneId);
  if (mail === undefined || spec === undefined || mail.machine !== host.name) return undefined;
  const names = resourceNames(environment);
  const path = `/${names.secretFolder('hosts')}/${host.name}/settings`;
  const secret = (last: string, description: string, value: 'typed-in' | 'generated') => ({
    name: names.secret('hosts', host.name, last),
    description,
    value,
  });
  return {
    task: settingsTask({ path, apply: ['/usr/local/sbin/commons-mail', 'apply'] }),
    path,
    access: {
      parametersPath: path,
      secretNames: [names.everySecret(mailAccountSecret)],
      challenges: {
        zoneId: challengeZoneId,
        names: mailCertificateNames(mail, environment).map((name) => `${name}.acme.${environment.cluster.baseDomain}`),
      },
    },
    files: mailFiles(spec),
    secrets: [
      ...mail.selectors.map((selector) =>
        secret(dkimSecret(selector), `Made by commons mail keys: private half of the key ${selector}`, 'typed-in'),
      ),
      ...mail.accounts.map(({ name }) =>
        secret(declaredAccountSecret(name), `Generated, password of account ${name} at the mail host`, 'generated'),
      ),
    ],
  };
}
