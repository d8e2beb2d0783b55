import { calledPort } from './connect-process';
import { draftHosts, type DraftedHosts } from './draft-hosts';
import { findPort } from './draft-process';
import type { ImportedPort, ImportedProcess } from './imported-application';
import type { Notes } from './notes';

/** A port besides that of HTTP, as the draft has it. */
export interface DraftedPort extends DraftedHosts {
  readonly name: string;
  readonly port: number;
  readonly protocol?: 'UDP';
}

/** Most ports of a process besides that of HTTP. */
const mostPorts = 16;

/** The port of HTTP of a process that these call. */
export const servedPort = (process: ImportedProcess, callers: readonly ImportedProcess[]): number | undefined =>
  findPort(
    process,
    callers
      .filter((caller) => caller !== process)
      .flatMap(({ variables }) => variables.map(({ value }) => calledPort(value, process.addresses)))
      .find((each) => each !== undefined),
  );

/** Ports besides that of HTTP, each once; those where the image has HTTPS, or that a Service cannot have, are none. */
export const furtherPorts = (ports: readonly ImportedPort[], http: number | undefined): readonly ImportedPort[] =>
  ports
    .filter(({ port, protocol }) => protocol === 'udp' || (port !== http && port !== 443 && port !== 80))
    .filter(
      (each, index, all) =>
        all.findIndex(({ port, protocol }) => port === each.port && protocol === each.protocol) === index,
    )
    .slice(0, mostPorts);

/** Drafts the ports besides that of HTTP, and tells what the draft does not say of them. */
export function draftPorts(
  process: Pick<ImportedProcess, 'at' | 'ports' | 'hostsAtPorts'>,
  http: number | undefined,
  serviceHosts: readonly string[],
  notes: Notes,
): readonly DraftedPort[] | undefined {
  const { hostsAtPorts } = process;
  const ports = [...process.ports, ...routedPorts(process)];
  const routed = new Map(hostsAtPorts.map(({ port, hosts }) => [port, draftHosts(hosts, serviceHosts)]));
  const further = furtherPorts(ports, http);
  for (const { port, hosts } of hostsAtPorts)
    for (const { host, paths } of hosts)
      if (paths.length === 0 && serviceHosts.includes(host))
        notes.add(
          process.at,
          `host ${host}`,
          `leads to port ${port} too, and in the draft all of it leads to another one`,
          'write under paths of one of them what it answers',
        );
  const told = new Set<string>();
  for (const each of ports) {
    const what = `port ${each.port}/${each.protocol}`;
    if ((each.port === http && each.protocol === 'tcp') || told.has(what)) continue;
    told.add(what);
    const isDrafted = further.some(({ port, protocol }) => port === each.port && protocol === each.protocol);
    if (isDrafted && (!each.isPublished || routed.has(each.port))) continue;
    notes.add(each.at, what, ...whatOfPort(each, isDrafted));
  }
  if (further.length === 0) return undefined;
  return further.map(({ port, protocol }) => ({
    name: `${protocol}-${port}`,
    port,
    ...(protocol === 'udp' ? { protocol: 'UDP' as const } : routed.get(port)),
  }));
}

/** Ports to which hosts lead, and of which the input says nothing else. */
const routedPorts = ({
  at,
  ports,
  hostsAtPorts,
}: Pick<ImportedProcess, 'at' | 'ports' | 'hostsAtPorts'>): readonly ImportedPort[] =>
  hostsAtPorts
    .filter(({ port }) => !ports.some((each) => each.port === port && each.protocol === 'tcp'))
    .map(({ port }) => ({ port, protocol: 'tcp', isPublished: false, at }));

function whatOfPort({ port }: ImportedPort, isDrafted: boolean): [why: string, remedy?: string] {
  if (isDrafted)
    return [
      'is open in the draft to processes of the tenant alone',
      'write outside, with a host for ports alone, if people reach it from the internet',
    ];
  return port === 443
    ? ['is not in the draft: the routers end TLS, and call the port of HTTP']
    : [
        `is not in the draft: at the Service 80 is the port of HTTP, and there are at most ${mostPorts} others`,
        'have the program listen on another, and write it under ports',
      ];
}
