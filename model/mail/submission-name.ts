import type { Environment, HostEntry } from '../environment';
import type { OwnMail } from '../schema/own-mail';

/** The host that the mail host runs on; undefined if `hosts.machines` has none, which a rule finds. */
export const findMailMachine = (
  { machine }: Pick<OwnMail, 'machine'>,
  { hosts }: Pick<Environment, 'hosts'>,
): HostEntry | undefined => hosts.machines.find(({ name }) => name === machine);

/**
 * Name at which services in the VPC reach the mail host, in its private zone: its public name leads them through the internet, where
 * nobody else may send through it. The public name if it has no private one, which a rule finds.
 */
export function submissionName({
  mail,
  hosts,
}: {
  readonly mail: OwnMail;
  readonly hosts: Environment['hosts'];
}): string {
  const zone = findMailMachine(mail, { hosts })?.records.private;
  return zone === undefined ? mail.name : `${mail.machine}.${zone}`;
}
