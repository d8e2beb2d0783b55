import type { ImportedProcess } from './imported-application';

/** Names of all hosts that lead to a process, whatever its port. */
export const processHosts = ({ hosts, hostsAtPorts }: ImportedProcess): readonly string[] =>
  [...hosts, ...hostsAtPorts.flatMap((each) => each.hosts)].map(({ host }) => host);
