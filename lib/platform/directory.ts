import { directoryAlarms } from '../../constructs/directory/directory-alarms';
import { portsFor, type DirectoryCaller } from '../../constructs/directory/directory-ports';
import { directoryBackupServices, directoryServices } from '../../constructs/directory/directory-services';
import { directoryStart } from '../../constructs/directory/directory-start';
import { replicaProgram } from '../../constructs/directory/replica-program';
import { upkeepProgram } from '../../constructs/directory/upkeep-program';
import { hostAlarms, hostMetricNamespace } from '../../constructs/hosts/host-alarms';
import { hostFirstBoot } from '../../constructs/hosts/host-first-boot';
import type { HostRule } from '../../constructs/hosts/host-group';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { directoryPackages } from '../../model/data/directory-systems';
import { hostSystems } from '../../model/data/host-systems';
import { ssmAgentRelease } from '../../model/data/ssm-agent-release';
import {
  directoryReplicas,
  reverseName,
  type DirectoryDeclaration,
  type DirectoryReplica,
} from '../../model/directory-replicas';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { planSubnets } from '../../model/formats/subnet-plan';
import { resourceNames } from '../../model/naming';
import { syslogHost } from '../../model/syslog-host';
import type { DirectorySpec, DirectoryStack, ReplicaSpec } from '../stacks/directory-stack';
import { replicaRecords } from './replica-records';
import { hostEgress } from './host-egress';
import type { DeclaredBucket } from './declared-bucket';

/** Name of a directory for people who read rules, disks and machines in AWS. */
const purpose = 'Directory of the community, FreeIPA';

/** Returns the directory that an environment declares; undefined without one. */
export function directorySpec(environment: Environment, facts: Partial<Facts>): DirectorySpec | undefined {
  const { directory, network, edge } = environment;
  if (directory === undefined) return undefined;
  const names = resourceNames(environment);
  const { name, domain, web } = directory;
  const replicas = directoryReplicas(directory, network);
  return {
    domain,
    group: {
      host: name,
      title: names.roleName('host', name),
      purpose,
      ingress: ingressRules(directory, environment),
      egress: hostEgress(environment),
    },
    replicas: replicas.map((replica, index): ReplicaSpec => {
      // The last one is down while it writes the backup: readers ask the first one first.
      const keeps = index === replicas.length - 1;
      return {
        machine: toMachineSpec(replica, { directory, replicas, environment, facts, keeps }),
        fullName: replica.fullName,
        reverseName: reverseName(replica.address),
        objects: keeps
          ? { bucketName: names.bucket(directoryBucketName), prefix: replica.machine, may: 'add' }
          : undefined,
      };
    }),
    records: replicaRecords(directory, replicas),
    secretsPath: names.secretFolder('directory'),
    program: { path: programPath(environment), parts: { replica: replicaProgram, upkeep: upkeepProgram } },
    secrets: [
      {
        name: names.secret('directory', 'manager'),
        description: 'Generated: password of the Directory Manager, with which a lost directory is restored',
      },
      {
        name: names.secret('directory', 'administrator'),
        description: 'Generated: password of admin, with which new replicas join; people have accounts of their own',
      },
      {
        name: names.secret('directory', 'keycloak'),
        description: 'Generated: password, and nothing else, with which Keycloak reads the directory',
      },
    ],
    web: {
      name: names.balancer('directory'),
      host: web.host,
      addressFamily: network.addressFamily,
      requestsPerAddress: web.requestsPerAddress,
      logKeyAlias: names.keyAlias('directory'),
      from: web.from === 'peers' ? edge.peers.map(({ block }) => block) : web.from,
    },
  };
}

/** Path in Parameter Store of the program of its replicas. */
const programPath = ({ name }: Pick<Environment, 'name'>): string => `/${name}/directory/program`;

const directoryBucketName = 'directory-backups';

/** Returns the bucket with backups of the directory, if there is one: locked, as whoever reads it has every password's hash. */
export const directoryBuckets = (
  { directory }: Pick<Environment, 'directory'>,
  lock: DeclaredBucket['lock'],
  keepDays: number,
): readonly DeclaredBucket[] =>
  directory === undefined
    ? []
    : [
        {
          name: directoryBucketName,
          purpose: 'Whole backups of the directory with its authority and the hashes of passwords',
          key: 'data',
          versions: { expireDays: keepDays, keepDeletedDays: 7 },
          lock,
          requestMetrics: 'all',
        },
      ];

/** Returns the alarms of the directory; an empty list while it is not there. */
export const directoryAlarmSpecs = (stack: DirectoryStack | undefined): readonly AlarmSpec[] =>
  stack === undefined ? [] : [...stack.watchedHosts.flatMap(hostAlarms), ...directoryAlarms(stack.watched)];

interface ReplicaContext {
  readonly directory: DirectoryDeclaration;
  readonly replicas: readonly DirectoryReplica[];
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  /** Whether it is the replica that writes backups. */
  readonly keeps: boolean;
}

function toMachineSpec(
  { machine, zone, fullName, address, generation }: DirectoryReplica,
  { directory, replicas, environment, facts, keeps }: ReplicaContext,
): ReplicaSpec['machine'] {
  const names = resourceNames(environment);
  const { image, web, domain, sizeGiB } = directory;
  const { rootDevice, packages: packageKind } = hostSystems[image.system];
  const services = keeps ? { ...directoryServices, ...directoryBackupServices } : directoryServices;
  return {
    machine,
    title: names.roleName('host', machine),
    purpose,
    zone,
    imageId: image.id,
    rootDevice,
    instanceType: directory.instanceType,
    root: { sizeGiB, iops: 3000, throughputMiBps: 125 },
    lifecycle: { kind: 'kept', generation, backup: directory.backup },
    disks: [],
    address: 'private',
    addressFamily: 'ipv4',
    privateAddress: address,
    userData: hostFirstBoot({
      machine,
      fullName,
      region: environment.region,
      architecture: directory.architecture,
      packageKind,
      agent: { version: ssmAgentRelease.version },
      secrets: Object.fromEntries(
        (['manager', 'administrator', 'keycloak'] as const).map((of) => [of, names.secret('directory', of)]),
      ),
      metricNamespace: hostMetricNamespace,
      syslogHost: environment.logs.syslog && syslogHost(environment),
      packages: directoryPackages[image.system],
      commands: [
        ...Object.keys(services)
          .filter((unit) => unit.endsWith('.timer'))
          .map((unit) => `systemctl enable --now ${unit}`),
        'systemctl enable --now --no-block commons-directory.service',
      ],
      task: {
        settings: {
          directory: {
            domain,
            host: fullName,
            others: replicas.map((other) => other.fullName).filter((other) => other !== fullName),
            web: web.host,
            // A second realm would be made by a machine that finds no other replica. So none is, once there is one.
            founds: replicas[0]?.machine === machine && generation === 1 && facts.directoryAuthority === undefined,
            bucket: keeps ? names.bucket(directoryBucketName) : undefined,
            program: programPath(environment),
          },
        },
        files: {
          '/usr/local/sbin/commons-directory': directoryStart,
          ...Object.fromEntries(Object.entries(services).map(([unit, text]) => [`/etc/systemd/system/${unit}`, text])),
        },
      },
    }),
  };
}

function ingressRules(directory: DirectoryDeclaration, environment: Environment): readonly HostRule[] {
  const { singleSignOn, network, zones } = environment;
  const subnets = (tier: 'private' | 'hosts') =>
    planSubnets(network.block, zones, [tier]).map(({ ipv4Block }) => ipv4Block);
  const rules = (caller: DirectoryCaller, blocks: readonly string[], because: string): readonly HostRule[] =>
    portsFor(caller).map(({ protocol, port, purpose: use }) => ({
      protocol,
      port,
      lastPort: port,
      blocks,
      because: `${use}: ${because}`,
    }));
  return [
    // Its pods and its tasks beside the cluster are both in private subnets.
    ...(singleSignOn.keycloak?.directory === directory.name
      ? rules('reader', subnets('private'), 'Keycloak reads people and groups')
      : []),
    ...directory.clients.flatMap(({ from, as, because }) => {
      const blocks = typeof from === 'object' ? from.blocks : subnets(from === 'cluster' ? 'private' : 'hosts');
      return rules(as, blocks, because);
    }),
  ];
}
