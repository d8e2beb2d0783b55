import type { WatchedHost } from '../../constructs/hosts/host-alarms';
import { mailAlarms } from '../../constructs/mail/mail-alarms';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import type { Environment } from '../../model/environment';
import { hostMachinePlaces } from '../../model/host-machines';
import { findOwnMail } from '../../model/mail/own-mail';

/** Returns the alarms of the mail host; an empty list while its machine is not there. */
export function mailHostAlarms(environment: Environment, watched: readonly WatchedHost[] = []): readonly AlarmSpec[] {
  const mail = findOwnMail(environment);
  const machines = hostMachinePlaces(environment).flatMap(({ host, name }) =>
    host.name === mail?.machine ? [name] : [],
  );
  return watched.filter(({ machine }) => machines.includes(machine)).flatMap(({ machine }) => mailAlarms(machine));
}
