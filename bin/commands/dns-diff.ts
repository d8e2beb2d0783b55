import { withZoneStates, type DnsOptions } from '../dns/with-zone-states';

/**
 * Shows what `dns push` would change at the DNS providers of an environment. The exit code is 2 if that is anything.
 *
 * @throws ProblemsError with all records of others that are in the way
 */
export const dnsDiff = (name: string, options: DnsOptions): Promise<void> =>
  withZoneStates(name, options, [], async (zones) => {
    if (zones.some(({ state }) => state.plan.checksum !== undefined)) process.exitCode = 2;
    return Promise.resolve();
  });
