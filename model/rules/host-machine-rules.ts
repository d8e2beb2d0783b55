import type { HostEntry } from '../environment';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { hostMachinePlaces } from '../host-machines';
import type { PathStep } from '../problem';
import { diskFindings } from './disk-rules';
import type { EnvironmentFile } from './findings';
import { hostAddressFindings } from './host-address-rules';
import { hostPortFindings } from './host-port-rules';
import { hostRecordFindings } from './host-record-rules';
import { instanceTypeFindings } from './instance-type-rules';
import { zoneFindings } from './zone-findings';

/** What must hold for the entries of `hosts.machines`. */
export function hostMachineFindings(environment: EnvironmentFile): readonly Finding[] {
  const { machines, runners } = environment.hosts;
  const path = ['hosts', 'machines'];
  const places = hostMachinePlaces(environment);
  return [
    ...findingIf(
      machines.some(({ address }) => address === 'private') && !environment.network.additionalTiers.includes('hosts'),
      path,
      'has no subnets that are not the cluster’s',
      'write network.additionalTiers: [hosts]',
    ),
    ...repeatFindings(
      machines.map(({ name }) => name),
      (index) => [...path, index, 'name'],
      (first) => `repeats the name of hosts.machines[${first}]`,
      'give each host a name of its own: machines, disks, role and secrets go by it',
    ),
    ...machines.flatMap((host, index) => [
      ...findingIf(
        runners.some(({ name }) => name === host.name),
        [...path, index, 'name'],
        'is the name of a runner too',
        'give the host a name that says what it is for: alarms and people call both by it',
      ),
      ...findingIf(
        places.some(({ name }) => name === host.name),
        [...path, index, 'name'],
        'is what a machine of another host is called',
        'choose another name: one name leads to one host',
      ),
      ...machineFindings(host, environment, [...path, index]),
    ]),
    ...hostAddressFindings(environment),
    ...hostPortFindings(environment),
    ...hostRecordFindings(environment),
  ];
}

function machineFindings(host: HostEntry, { zones }: EnvironmentFile, path: readonly PathStep[]): readonly Finding[] {
  const { architecture, disks, instanceType, root } = host;
  return [
    ...instanceTypeFindings(instanceType, { what: 'the host', architecture }, [...path, 'instanceType']),
    ...zoneFindings(host.zones, zones, [...path, 'zones'], 'name each zone once: it has one machine of the host'),
    ...diskFindings(root, [...path, 'root']),
    ...disks.flatMap((disk, index) => diskFindings(disk, [...path, 'disks', index])),
    ...repeatFindings(
      disks.map(({ name }) => name),
      (index) => [...path, 'disks', index, 'name'],
      (first) => `repeats the name of disks[${first}]`,
      'give each disk of a host a name of its own',
    ),
    ...disks.flatMap((disk, index) => {
      const other = disks.findIndex(
        (each, before) =>
          before !== index && isInside(disk.path, each.path) && (disk.path !== each.path || before < index),
      );
      return findingIf(
        other !== -1,
        [...path, 'disks', index, 'path'],
        `is ${disks[other]?.path === disk.path ? 'where' : 'inside'} disks[${other}] is mounted`,
        'mount each disk on a folder of its own: one would hide the other',
      );
    }),
    ...findingIf(
      host.zones.length > 1 && disks.some(({ snapshot }) => snapshot !== undefined),
      [...path, 'disks', disks.findIndex(({ snapshot }) => snapshot !== undefined), 'snapshot'],
      'would be what the disks of all zones begin with',
      'restore a disk of a host that has one zone, or copy what is missing by hand',
    ),
    ...repeatFindings(
      host.secrets,
      (index) => [...path, 'secrets', index],
      (first) => `repeats secrets[${first}]`,
      'name each secret once',
    ),
  ];
}

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
