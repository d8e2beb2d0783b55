import { userDataBytes } from '../../constructs/hosts/user-data-bytes';
import type { Environment } from '../../model/environment';
import { findingIf, type Finding } from '../../model/finding';
import { hostSpecs } from './machines';

/**
 * Hosts whose first boot is more than EC2 takes. What the platform itself writes differs by the tasks of a host, so only the finished text
 * tells what room is left for commands.
 */
export const firstBootFindings = (environment: Environment): readonly Finding[] =>
  // No zone is in user data: a mail host reads its settings later.
  hostSpecs(environment, '').flatMap(({ machines }, index) => {
    const host = environment.hosts.machines[index];
    const sizes = machines.map(({ userData }) => Buffer.byteLength(userData));
    const largest = Math.max(...sizes);
    const hasCommands = (host?.commands.length ?? 0) > 0;
    return findingIf(
      largest > userDataBytes,
      ['hosts', 'machines', index, ...(hasCommands ? ['commands'] : [])],
      `user data of ${machines[sizes.indexOf(largest)]?.machine ?? ''} has ${largest} bytes, and EC2 takes ${userDataBytes}`,
      hasCommands
        ? `shorten the commands by ${largest - userDataBytes} bytes: have them fetch a script from the bucket of the hosts, see objects`
        : 'give the host fewer packages and secrets, or one task less: access, lifecycle and mail each take room',
    );
  });
