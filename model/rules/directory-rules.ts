import { instanceCapacity } from '../data/instance-capacity';
import { directoryReplicas, type DirectoryDeclaration } from '../directory-replicas';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { hostMachinePlaces, privateRecords } from '../host-machines';
import { platformHosts } from '../platform-hosts';
import type { PathStep } from '../problem';
import { aliasFindings } from './alias-findings';
import type { EnvironmentFile } from './findings';
import { instanceTypeFindings } from './instance-type-rules';
import { zoneFindings } from './zone-findings';

const path: readonly PathStep[] = ['directory'];

/** What must hold for the directory, and for who names it. */
export function directoryFindings(environment: EnvironmentFile): readonly Finding[] {
  const { directory } = environment;
  const keycloak = keycloakFindings(environment);
  if (directory === undefined) return keycloak;
  return [
    ...keycloak,
    ...placeFindings(directory, environment),
    ...nameFindings(directory, environment),
    ...webFindings(directory, environment),
    ...clientFindings(directory, environment),
  ];
}

/** The least memory of a server with a certificate authority. Source: Red Hat, "Installing Identity Management", 9. */
const leastMemoryMiB = 4096;

function placeFindings(directory: DirectoryDeclaration, environment: EnvironmentFile): readonly Finding[] {
  const { network, privateZones, zones } = environment;
  const { instanceType, architecture, domain, generations } = directory;
  const capacity = instanceCapacity(instanceType);
  return [
    ...findingIf(
      !network.additionalTiers.includes('directory'),
      path,
      'has no subnets of its own',
      'add directory to network.additionalTiers',
    ),
    ...findingIf(
      !privateZones.includes(domain),
      [...path, 'domain'],
      `${domain} is not one of privateZones`,
      privateZones.length === 0 ? 'add it to privateZones' : `write one of: ${privateZones.join(', ')}`,
    ),
    ...instanceTypeFindings(instanceType, { what: 'the directory', architecture }, [...path, 'instanceType']),
    ...findingIf(
      capacity !== undefined && capacity.memoryMiB < leastMemoryMiB,
      [...path, 'instanceType'],
      `has less than ${leastMemoryMiB / 1024} GiB of memory, which a replica with its certificate authority needs`,
      `choose a larger one, such as ${architecture === 'arm64' ? 'm7g' : 'm7i'}.large`,
    ),
    ...zoneFindings(directory.zones, zones, [...path, 'zones'], 'name each zone once: it has one replica'),
    ...Object.keys(generations).flatMap((zone) =>
      findingIf(
        !directory.zones.includes(zone),
        [...path, 'generations', zone],
        `${zone} is not a zone of the directory`,
        `write one of: ${directory.zones.join(', ')}`,
      ),
    ),
  ];
}

/** Names of its machines, by which alarms, tags of disks and DNS go. */
function nameFindings(directory: DirectoryDeclaration, environment: EnvironmentFile): readonly Finding[] {
  const { hosts, network } = environment;
  const replicas = directoryReplicas(directory, network);
  const others = [
    ...hosts.runners.map(({ name }) => name),
    ...hosts.machines.map(({ name }) => name),
    ...hostMachinePlaces(environment).map(({ name }) => name),
  ];
  const own = [directory.name, ...replicas.map(({ machine }) => machine)];
  const taken = own.find((name) => others.includes(name));
  const records = [`ipa-ca.${directory.domain}`, ...replicas.map(({ fullName }) => fullName)];
  return [
    ...findingIf(
      taken !== undefined,
      [...path, 'name'],
      `${taken ?? ''} is the name of a host too`,
      'give the directory a name of its own: machines, disks and roles go by it',
    ),
    ...hosts.machines.flatMap((host, index) => {
      const clash = privateRecords(host).find(({ name }) => records.includes(name));
      return findingIf(
        clash !== undefined && taken === undefined,
        ['hosts', 'machines', index, 'name'],
        `would be called ${clash?.name ?? ''}, which is a name of the directory`,
        'choose another name for the host, or another of privateZones for its records',
      );
    }),
  ];
}

function webFindings(directory: DirectoryDeclaration, environment: EnvironmentFile): readonly Finding[] {
  const { host, from } = directory.web;
  const others = platformHosts({ ...environment, directory: undefined });
  const hosts = environment.hosts.machines.flatMap(({ records }) => records.public);
  return [
    ...aliasFindings(host, [...path, 'web', 'host'], environment),
    ...findingIf(
      [...others, ...hosts].includes(host),
      [...path, 'web', 'host'],
      `${host} is a name of something else of the environment`,
      'choose a name of its own for the web pages of the directory',
    ),
    ...findingIf(
      from === 'peers' && environment.edge.peers.length === 0,
      [...path, 'web', 'from'],
      'is for edge.peers, and there are none: nobody would reach the web pages',
      'name the addresses of the engineers in edge.peers, or write { everybody: <reason> }',
    ),
  ];
}

function clientFindings({ clients }: DirectoryDeclaration, { network, hosts }: EnvironmentFile): readonly Finding[] {
  return [
    ...clients.flatMap(({ from }, index) =>
      findingIf(
        from === 'hosts' && (hosts.machines.length === 0 || !network.additionalTiers.includes('hosts')),
        [...path, 'clients', index, 'from'],
        'is for machines of hosts.machines, and there are none in subnets of theirs',
        'leave the entry out until there are hosts',
      ),
    ),
    ...repeatFindings(
      clients.map(({ from }) => JSON.stringify(from)),
      (index) => [...path, 'clients', index, 'from'],
      (first) => `repeats clients[${first}]`,
      'name each once: a member may do all that a reader may',
    ),
  ];
}

function keycloakFindings({ singleSignOn, directory }: EnvironmentFile): readonly Finding[] {
  const named = singleSignOn.keycloak?.directory;
  if (typeof named !== 'string') return [];
  return findingIf(
    directory?.name !== named,
    ['singleSignOn', 'keycloak', 'directory'],
    `${named} is not the directory of this environment`,
    directory === undefined ? 'declare it under directory, or name servers of your own' : `write ${directory.name}`,
  );
}
