import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { WatchedDirectory } from '../../constructs/directory/directory-alarms';
import { DirectoryBalancer, type DirectoryBalancerProps } from '../../constructs/directory/directory-balancer';
import { portsFor } from '../../constructs/directory/directory-ports';
import { PrivateZone } from '../../constructs/dns/private-zone';
import type { WatchedHost } from '../../constructs/hosts/host-alarms';
import { BalancerFirewall, firewallLog } from '../../constructs/network/balancer-firewall';
import { EncryptionKey } from '../../constructs/storage/encryption-key';
import { logEncryption } from '../../constructs/storage/log-encryption';
import { HostGroup, type HostGroupProps } from '../../constructs/hosts/host-group';
import { HostMachine, type HostMachineSpec } from '../../constructs/hosts/host-machine';
import { HostRole, type HostRoleProps } from '../../constructs/hosts/host-role';
import { pascalCase } from '../../model/formats/pascal-case';
import { ManagedSecret, type ManagedSecretProps } from '../../constructs/secrets/managed-secret';
import { secretBaseName } from '../../constructs/secrets/secret-base-name';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** A replica: its machine, and its name in the zone for reverse names that is its own. */
export interface ReplicaSpec {
  readonly machine: HostMachineSpec;
  readonly fullName: string;
  readonly reverseName: string;
  /**
   * Its part of the bucket for backups of the directory, into which it writes.
   * @default another replica writes the backups
   */
  readonly objects?: HostRoleProps['objects'];
}

/** A record in the private zone of the directory's domain. */
export interface DirectoryRecord {
  readonly name: string;
  readonly type: 'A' | 'SRV' | 'TXT';
  readonly values: readonly string[];
}

export interface DirectorySpec {
  readonly group: Omit<HostGroupProps, 'vpcId'>;
  readonly replicas: readonly ReplicaSpec[];
  readonly records: readonly DirectoryRecord[];
  /** Private zone of its domain. */
  readonly domain: string;
  readonly secretsPath: string;
  /** Program of the replicas: its parts by their names, and the path in Parameter Store below which they are. */
  readonly program: { readonly path: string; readonly parts: Readonly<Record<string, string>> };
  readonly secrets: readonly Pick<ManagedSecretProps, 'name' | 'description'>[];
  readonly web: Pick<DirectoryBalancerProps, 'name' | 'host' | 'from' | 'addressFamily'> & {
    /** Requests from one address in five minutes above which the address is blocked. */
    readonly requestsPerAddress: number;
    /** Alias of the KMS key that encrypts the log of its firewall, with `alias/`. */
    readonly logKeyAlias: string;
  };
}

export interface DirectoryStackProps
  extends PlatformStackProps, Pick<HostRoleProps, 'dataKey' | 'diskKey' | 'metricNamespace' | 'sessionLog'> {
  readonly directory: DirectorySpec;
  readonly vpcId: string;
  /** Ids of the subnets for the replicas, by zone. */
  readonly directorySubnetIds: ReadonlyMap<string, string>;
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  /** ARN of the KMS key of disks. */
  readonly diskKeyArn: string;
  /** Ids of private hosted zones by their names. */
  readonly privateZoneIds: ReadonlyMap<string, string>;
}

/** The directory: replicas of FreeIPA that stay, the names by which clients find them, and a balancer for the web pages. */
export class DirectoryStack extends PlatformStack {
  /** Its machines in the dimensions of CloudWatch metrics. */
  readonly watchedHosts: readonly WatchedHost[];
  readonly watched: WatchedDirectory;

  /** @throws Error when a zone has no subnet, or the domain has no private zone */
  constructor(scope: Construct, id: string, props: DirectoryStackProps) {
    super(scope, id, props, { description: 'The directory of the community', terminationProtection: true });
    const { directory, vpcId } = props;
    const { group: groupProps, replicas, secrets, web } = directory;
    const group = new HostGroup(this, 'Group', { ...groupProps, vpcId });
    for (const { protocol, port, purpose } of portsFor('replica')) {
      group.letIn(group, { protocol, port, lastPort: port, because: `${purpose}: between replicas` }, this);
    }
    for (const { name, description } of secrets) {
      new ManagedSecret(this, pascalCase(`secret-${secretBaseName(name)}`), {
        name,
        description,
        value: 'generated',
        keyAlias: props.dataKey.alias,
      });
    }
    for (const [part, value] of Object.entries(directory.program.parts)) {
      new CfnParameter(this, pascalCase(`program-${part}`), {
        name: `${directory.program.path}/${part}`,
        type: 'String',
        value,
        description: 'Program of the replicas of the directory',
      });
    }
    const made = replicas.map((replica) => ({ replica, host: this.addReplica(replica, group.groupId, props) }));
    for (const record of directory.records) this.addRecord(record, props);
    const balancer = new DirectoryBalancer(this, 'Balancer', {
      ...web,
      vpcId,
      subnetIds: [...props.publicSubnetIds.values()],
      replicas: { groupId: group.groupId, addresses: made.map(({ host }) => host.privateAddress) },
    });
    const { keyArn } = new EncryptionKey(this, 'LogKey', {
      alias: web.logKeyAlias,
      description: 'log of the firewall of the directory',
      services: ['logs'],
      statements: [logEncryption(props, [firewallLog(web.name)])],
    });
    new BalancerFirewall(this, 'Firewall', {
      name: web.name,
      balancerArn: balancer.arn,
      requestsPerAddress: web.requestsPerAddress,
      // Its host is an alias of the balancer, also where other hosts are behind a CDN.
      behindCdn: false,
      // The web UI sends certificates and lists of members in one request.
      counted: { AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'] },
      logKeyArn: keyArn,
    });
    this.watchedHosts = made.map(({ replica: { machine }, host: { dimensions } }) => ({
      machine: machine.machine,
      dimensions,
    }));
    this.watched = { ...balancer.watched, machines: this.watchedHosts.map(({ machine }) => machine) };
    this.publish('DirectoryBalancer', balancer.dnsName, 'name that the host of its web pages is an alias of');
    this.publish('DirectoryCertificateRecords', balancer.certificateRecords, 'alias that its certificate needs');
  }

  private addReplica(replica: ReplicaSpec, groupId: string, props: DirectoryStackProps): HostMachine {
    const { machine: spec, fullName, reverseName, objects } = replica;
    const { directory, dataKey, diskKey, metricNamespace, diskKeyArn: keyArn, vpcId } = props;
    const subnetId = props.directorySubnetIds.get(spec.zone);
    if (subnetId === undefined) throw new Error(`there is no subnet in ${spec.zone} for replica ${spec.machine}`);
    const { profile } = new HostRole(this, pascalCase(`role-${spec.machine}`), {
      secretsPath: directory.secretsPath,
      parametersPath: directory.program.path,
      sessionLog: props.sessionLog,
      objects,
      roleName: spec.title,
      machine: spec.machine,
      dataKey,
      diskKey,
      metricNamespace,
    });
    const host = new HostMachine(this, pascalCase(`host-${spec.machine}`), {
      spec,
      subnetId,
      groupId,
      profile,
      keyArn,
    });
    const zone = new PrivateZone(this, pascalCase(`reverse-${spec.machine}`), {
      zoneName: reverseName,
      vpcId,
      vpcRegion: props.region,
    });
    new CfnRecordSet(this, pascalCase(`reverse-record-${spec.machine}`), {
      hostedZoneId: zone.zoneId,
      name: `${reverseName}.`,
      type: 'PTR',
      ttl: '300',
      resourceRecords: [`${fullName}.`],
    });
    return host;
  }

  private addRecord({ name, type, values }: DirectoryRecord, { directory, privateZoneIds }: DirectoryStackProps): void {
    const hostedZoneId = privateZoneIds.get(directory.domain);
    if (hostedZoneId === undefined) throw new Error(`there is no private zone ${directory.domain} for ${name}`);
    new CfnRecordSet(this, pascalCase(`record-${name.replaceAll(/[._]+/g, '-')}-${type.toLowerCase()}`), {
      hostedZoneId,
      name: `${name}.`,
      type,
      ttl: '300',
      resourceRecords: [...values],
    });
  }
}
