import type { Construct } from 'constructs';
import { BalancerFirewall, firewallLog, type BalancerFirewallProps } from '../../constructs/network/balancer-firewall';
import { countedRules } from '../../constructs/single-sign-on/counted-rules';
import type { WatchedKeycloak } from '../../constructs/single-sign-on/keycloak-alarms';
import { KeycloakBalancer, type KeycloakBalancerProps } from '../../constructs/single-sign-on/keycloak-balancer';
import { KeycloakDatabase, type KeycloakDatabaseProps } from '../../constructs/single-sign-on/keycloak-database';
import { KeycloakGroup, type KeycloakGroupProps } from '../../constructs/single-sign-on/keycloak-group';
import {
  KeycloakService,
  serviceLog,
  type KeycloakServiceProps,
} from '../../constructs/single-sign-on/keycloak-service';
import { ManagedSecret, type ManagedSecretProps } from '../../constructs/secrets/managed-secret';
import { secretBaseName } from '../../constructs/secrets/secret-base-name';
import { EncryptionKey } from '../../constructs/storage/encryption-key';
import { logEncryption } from '../../constructs/storage/log-encryption';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** Settings of a Keycloak on ECS. */
export interface KeycloakOnEcs
  extends
    Pick<KeycloakBalancerProps, 'host' | 'realm' | 'adminHost' | 'adminFrom' | 'clients' | 'addressFamily'>,
    Pick<BalancerFirewallProps, 'requestsPerAddress' | 'behindCdn'>,
    Pick<KeycloakGroupProps, 'vpcBlock' | 'directory'>,
    Pick<KeycloakServiceProps, 'image' | 'roleName' | 'options' | 'secrets' | 'directoryAuthority'> {
  /** Client with which the realm is applied, and the name of its secret. */
  readonly administrator: { readonly client: string; readonly secretName: string };
  readonly database: Pick<KeycloakDatabaseProps, 'instanceType' | 'storageGiB' | 'keepDays'> & {
    readonly passwordName: string;
    /** Alias of the KMS key that encrypts its data, with `alias/`. */
    readonly keyAlias: string;
  };
}

export interface SingleSignOnStackProps extends PlatformStackProps {
  /** Secrets of single sign-on, in the cluster or on ECS. */
  readonly secrets: readonly Pick<ManagedSecretProps, 'name' | 'description' | 'value'>[];
  /** Alias of the KMS key that encrypts all its secrets, with `alias/`. */
  readonly secretsKeyAlias: string;
  readonly vpcId: string;
  /** Subnet ids by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  /** IPv4 addresses of the NAT gateways: the cluster applies the realm from them, at the administration's host. */
  readonly natAddresses: readonly string[];
  /**
   * Second region to which RDS replicates the automated backups, and the ARN of the KMS key there.
   * @default backups stay in the region of the database
   */
  readonly copies?: KeycloakDatabaseProps['copies'];
  /**
   * Settings of Keycloak on ECS.
   * @default Keycloak runs in the cluster: the stack has the secrets only
   */
  readonly keycloak?: KeycloakOnEcs;
}

/** Secrets of single sign-on and, if Keycloak runs on ECS, its service, database, load balancer and firewall. */
export class SingleSignOnStack extends PlatformStack {
  /** The Keycloak on ECS in the dimensions of CloudWatch metrics; undefined when Keycloak runs in the cluster. */
  readonly watched?: WatchedKeycloak;
  /** ARN of its load balancer; undefined when Keycloak runs in the cluster. */
  readonly balancerArn?: string;

  constructor(scope: Construct, id: string, props: SingleSignOnStackProps) {
    super(scope, id, props, { description: 'Single sign-on', terminationProtection: true });
    const secrets = new Map(
      props.secrets.map((secret) => {
        const made = new ManagedSecret(this, pascalCase(`secret-${secretBaseName(secret.name)}`), {
          ...secret,
          keyAlias: props.secretsKeyAlias,
        });
        return [secret.name, made.ref] as const;
      }),
    );
    if (props.keycloak === undefined) return;
    const { watched, balancerArn } = this.addKeycloak(props, props.keycloak, secrets);
    this.watched = watched;
    this.balancerArn = balancerArn;
  }

  private addKeycloak(
    props: SingleSignOnStackProps,
    keycloak: KeycloakOnEcs,
    secrets: ReadonlyMap<string, string>,
  ): Required<Pick<SingleSignOnStack, 'watched' | 'balancerArn'>> {
    const { stackName: name, region, vpcId, publicSubnetIds, privateSubnetIds, secretsKeyAlias } = props;
    const { administrator, database } = keycloak;
    const privateSubnets = [...privateSubnetIds.values()];
    const secretArn = secrets.get(administrator.secretName);
    if (secretArn === undefined) throw new Error(`${name} has no secret ${administrator.secretName}: list it`);

    const balancer = new KeycloakBalancer(this, 'Balancer', {
      ...keycloak,
      name,
      vpcId,
      subnetIds: [...publicSubnetIds.values()],
      adminFrom: [...keycloak.adminFrom, ...props.natAddresses.map((address) => `${address}/32`)],
    });
    const { groupId } = new KeycloakGroup(this, 'Group', {
      name,
      vpcId,
      balancerGroupId: balancer.groupId,
      vpcBlock: keycloak.vpcBlock,
      directory: keycloak.directory,
    });
    const { keyArn } = new EncryptionKey(this, 'Key', {
      alias: database.keyAlias,
      description: 'database and logs of single sign-on',
      services: ['rds'],
      statements: [logEncryption(props, [firewallLog(name), serviceLog(name)])],
    });
    // Requests to the administration pass before all rules, because imports send whole realms, in hundreds of requests from one address.
    new BalancerFirewall(this, 'Firewall', {
      ...keycloak,
      name,
      balancerArn: balancer.arn,
      administration: { host: keycloak.adminHost, from: keycloak.adminFrom },
      counted: countedRules,
      logKeyArn: keyArn,
    });
    const { connection } = new KeycloakDatabase(this, 'Database', {
      ...database,
      instanceId: name,
      keyArn,
      copies: props.copies,
      vpcId,
      subnetIds: privateSubnets,
      clientGroupId: groupId,
      password: { secretName: database.passwordName, keyAlias: secretsKeyAlias },
    });
    const { service } = new KeycloakService(this, 'Service', {
      ...keycloak,
      name,
      region,
      subnetIds: privateSubnets,
      groupId,
      targetGroupArn: balancer.targetGroupArn,
      logKeyArn: keyArn,
      database: connection,
      administrator: { client: administrator.client, secretArn },
    });
    // ECS can register tasks only once a listener forwards to the target group.
    service.addResourceDependency(balancer.listener);
    this.publish('SingleSignOnBalancer', balancer.dnsName, 'name that the hosts of single sign-on are aliases of');
    this.publish('SingleSignOnCertificateRecords', balancer.certificateRecords, 'aliases that its certificate needs');
    return { watched: { ...balancer.watched, database: name }, balancerArn: balancer.arn };
  }
}
