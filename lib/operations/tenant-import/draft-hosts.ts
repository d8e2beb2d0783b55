import type { ImportedHost } from './imported-application';

/** Hosts and paths that lead to one port, as the draft has them; undefined values are left out. */
export interface DraftedHosts {
  readonly hosts?: readonly (string | { readonly host: string; readonly paths: readonly string[] })[];
  readonly paths?: readonly string[];
}

/** Hosts that lead to a worker or a further port: paths at the hosts of its service, and hosts of its own. */
export function draftHosts(imported: readonly ImportedHost[], serviceHosts: readonly string[]): DraftedHosts {
  const isShared = ({ host }: ImportedHost) => serviceHosts.includes(host);
  const paths = toPaths(imported.filter(isShared).flatMap((each) => each.paths));
  const hosts = imported
    .filter((each) => !isShared(each))
    .map((each) => (each.paths.length === 0 ? each.host : { host: each.host, paths: toPaths(each.paths) }));
  return { hosts: hosts.length === 0 ? undefined : hosts, paths: paths.length === 0 ? undefined : paths };
}

/** Paths without a slash at their end, each once; the root is none. */
const toPaths = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.replace(/\/+$/, '')).filter((path) => path !== '')),
];
