import { keycloakAlarms, type WatchedKeycloak } from '../../constructs/single-sign-on/keycloak-alarms';
import type { SingleSignOnRolesProps } from '../../constructs/single-sign-on/single-sign-on-roles';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { pinnedReference } from '../../model/images';
import { resourceNames } from '../../model/naming';
import { declaredDirectory } from '../../model/realm/declared-directory';
import { declaredRealm, openshiftSecret, type KeycloakDeclaration } from '../../model/realm/declared-realm';
import { disabledFeatures, keycloakVersion, proxyHeaders, serverOptions } from '../../model/realm/server-settings';
import { loginSecret } from '../../model/service-needs';
import {
  keycloak as keycloakName,
  realmConfiguration,
  singleSignOnName as noun,
  singleSignOnNames,
} from '../../model/single-sign-on-names';
import type { KeycloakOnEcs, SingleSignOnStackProps } from '../stacks/single-sign-on-stack';

/** Image of Keycloak from its publisher, with the version as tag. */
export const keycloakImage = `quay.io/keycloak/keycloak:${keycloakVersion}`;

/**
 * Returns the props of the single sign-on stack, without those of every stack and of the network; undefined when the
 * environment uses a single sign-on that the platform does not run.
 */
export function singleSignOnProps(
  environment: Environment,
  facts: Partial<Facts>,
): Pick<SingleSignOnStackProps, 'secrets' | 'secretsKeyAlias' | 'keycloak'> | undefined {
  const { keycloak } = environment.singleSignOn;
  if (keycloak === undefined) return undefined;
  const names = resourceNames(environment);
  const own = singleSignOnNames(names);
  return {
    secretsKeyAlias: names.keyAlias('data'),
    secrets: [
      {
        name: own.administratorSecret,
        description: 'Generated, for the client that applies the realm',
        value: 'generated',
      },
      { name: openshiftSecret(names), description: 'Generated, for the cluster’s login', value: 'generated' },
      ...(declaredDirectory(environment, keycloak.directory)?.secretIsTypedIn !== true
        ? []
        : [
            {
              name: own.directorySecret,
              description: 'Filled by people: the password, and nothing else, with which Keycloak reads the directory',
              value: 'typed-in' as const,
            },
          ]),
    ],
    keycloak: keycloak.placement === 'ecs' ? onEcs(environment, keycloak, facts) : undefined,
  };
}

function onEcs(
  environment: Environment,
  keycloak: Extract<KeycloakDeclaration, { readonly placement: 'ecs' }>,
  { directoryAuthority }: Partial<Facts>,
): KeycloakOnEcs {
  const { account, region, network, edge, singleSignOn } = environment;
  const names = resourceNames(environment);
  const { adminHost, database } = keycloak;
  const directory = declaredDirectory(environment, keycloak.directory);
  const host = new URL(singleSignOn.issuer).hostname;
  const passwordName = names.secret(noun, 'database-password');
  const { administratorSecret: secretName } = singleSignOnNames(names);
  return {
    host,
    adminHost,
    realm: declaredRealm(environment, keycloak).realm.name,
    adminFrom: edge.peers.map(({ block }) => block),
    addressFamily: network.addressFamily,
    clients: 'none' in edge.cdn ? { everybody: edge.cdn.none } : cdnBlocks(edge.cdn, network.addressFamily),
    requestsPerAddress: keycloak.requestsPerAddress,
    behindCdn: !('none' in edge.cdn),
    vpcBlock: network.block,
    directory: directory?.blocks ?? [],
    directoryAuthority: directory === undefined ? undefined : (directory.authority ?? directoryAuthority),
    // In the documentation of ECS an image has a tag or a digest, not both.
    image: pinnedReference(environment.images, keycloakImage).replace(/:[^:@]+@/, '@'),
    roleName: names.roleName(noun),
    options: {
      ...serverOptions,
      'proxy-headers': proxyHeaders,
      'features-disabled': disabledFeatures.join(','),
      hostname: `https://${host}`,
      'hostname-admin': `https://${adminHost}`,
      'http-enabled': 'true',
    },
    secrets: { named: [passwordName, secretName], key: { alias: names.keyAlias('data'), region, account } },
    administrator: { client: realmConfiguration, secretName },
    database: { ...database, passwordName, keyAlias: names.keyAlias(noun) },
  };
}

/** Blocks from which the CDN calls a balancer, in its address families. */
const cdnBlocks = (
  { ranges }: Extract<Environment['edge']['cdn'], { readonly ranges: unknown }>,
  addressFamily: 'ipv4' | 'dual-stack',
): readonly string[] => (addressFamily === 'ipv4' ? ranges.ipv4 : [...ranges.ipv4, ...ranges.ipv6]);

/** Returns the props of its roles in the cluster; undefined when the platform does not run single sign-on. */
export function singleSignOnRolesProps(environment: Environment): Omit<SingleSignOnRolesProps, 'issuer'> | undefined {
  const { account, region } = environment;
  const { keycloak } = environment.singleSignOn;
  if (keycloak === undefined) return undefined;
  const names = resourceNames(environment);
  const own = singleSignOnNames(names);
  const key = { alias: names.keyAlias('data'), region, account };
  return {
    namespace: noun,
    secrets: {
      roleName: names.roleName(...own.secretsRole),
      named: [
        own.administratorSecret,
        declaredDirectory(environment, keycloak.directory)?.secretName ?? own.directorySecret,
        openshiftSecret(names),
        names.everySecret(loginSecret),
      ],
      key,
    },
    archive:
      keycloak.placement === 'cluster' && !('none' in keycloak.database.backup)
        ? {
            roleName: names.roleName(...own.backupRole),
            database: `${keycloakName}-db`,
            bucketName: names.bucket('database-backups'),
            key,
            prefix: own.backupPrefix,
          }
        : undefined,
  };
}

/** Returns the alarms of a Keycloak on ECS; an empty list without one. */
export const singleSignOnAlarms = (watched: WatchedKeycloak | undefined): readonly AlarmSpec[] =>
  watched === undefined ? [] : keycloakAlarms(noun, watched);
