import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { hostMachinePlaces } from '../../../model/host-machines';
import type { OwnMail } from '../../../model/schema/own-mail';
import { mailDomainChecks } from './mail-domain-checks';
import { mailHostChecks } from './mail-host-checks';
import type { MailCheck, WorldView } from './world-view';

export interface MailChecksProps {
  readonly mail: OwnMail;
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  readonly world: WorldView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Everything that the world must see of a mail host and of the domains of mail. */
export async function mailChecks({
  mail,
  environment,
  facts,
  world,
  now,
}: MailChecksProps): Promise<readonly MailCheck[]> {
  const machine = hostMachinePlaces(environment).find(({ host }) => host.name === mail.machine)?.name;
  const known = machine === undefined ? undefined : facts.hostAddresses?.[machine];
  const checks = [...(await mailHostChecks(mail, known, world, now))];
  for (const domain of mail.domains) checks.push(...(await mailDomainChecks(domain, mail, environment, facts, world)));
  return checks;
}
