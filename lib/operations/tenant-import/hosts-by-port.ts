import type { ImportedHost, ImportedProcess } from './imported-application';

/** A host as one route of the input says it. */
export interface RoutedHost extends ImportedHost {
  /**
   * Port of the process to which it leads.
   * @default the input does not say
   */
  readonly port: number | undefined;
}

/**
 * The hosts of a process: those that lead to its main port, which has the host of which other ports have paths, or else the first whole
 * one, and those of each other port.
 *
 * @param unnamed port to which hosts lead whose names the input does not say
 */
export function hostsByPort(
  routed: readonly RoutedHost[],
  unnamed: number | undefined,
): Pick<ImportedProcess, 'hosts' | 'webPort' | 'hostsAtPorts'> {
  const known = routed.filter(({ port }) => port !== undefined);
  const whole = known.filter(({ paths }) => paths.length === 0);
  const shared = whole.find(({ host, port }) => known.some((each) => each.host === host && each.port !== port));
  const webPort = (shared ?? whole[0] ?? known[0])?.port ?? unnamed;
  const others = [...new Set(known.flatMap(({ port }) => (port === undefined || port === webPort ? [] : [port])))];
  return {
    webPort,
    hosts: joined(routed.filter(({ port }) => port === undefined || port === webPort)),
    hostsAtPorts: others.map((port) => ({ port, hosts: joined(routed.filter((each) => each.port === port)) })),
  };
}

/** A host once, with the paths of all routes unless one has none. */
function joined(hosts: readonly ImportedHost[]): readonly ImportedHost[] {
  return [...new Set(hosts.map(({ host }) => host))].map((host) => {
    const same = hosts.filter((each) => each.host === host);
    const isWhole = same.some(({ paths }) => paths.length === 0);
    return { host, paths: isWhole ? [] : [...new Set(same.flatMap(({ paths }) => paths))] };
  });
}
