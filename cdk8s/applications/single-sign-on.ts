import { clientAddress } from '../../model/client-address';
import { declaredDirectory, directoryFacts } from '../../model/realm/declared-directory';
import {
  keycloakAdminHost,
  declaredRealm,
  openshiftLogin,
  openshiftSecret,
  type KeycloakDeclaration as Declared,
} from '../../model/realm/declared-realm';
import { communityRealm, masterRealm, realmSteps } from '../../model/realm/realm';
import {
  keycloak as keycloakName,
  realmConfiguration,
  singleSignOnName as name,
  singleSignOnNames,
} from '../../model/single-sign-on-names';
import { disabledFeatures, proxyHeaders, serverOptions } from '../../model/realm/server-settings';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { SecretStore } from '../base/secrets/external-secret';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { applicationWaves } from '../base/delivery/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { ClusterLogin } from '../services/keycloak/cluster-login';
import { ClusterLoginSecret } from '../services/keycloak/cluster-login-secret';
import { Keycloak } from '../services/keycloak/keycloak';
import { RealmConfiguration } from '../services/keycloak/realm-configuration';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { publicHost } from './public-host';

const loginSecretName = `${openshiftLogin.provider}-login`;

/**
 * Keycloak if it runs in the cluster, its realm, and the cluster's login by it; empty if the issuer is no Keycloak of the
 * platform.
 */
export function singleSignOnApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment } = context;
  const { keycloak } = environment.singleSignOn;
  if (keycloak === undefined) return [];
  // The realm needs the client secrets of services of tenants and of GitLab, which these stacks make.
  const waitsFor = [...missingStackFacts(facts, ['identity', 'tenants', 'gitlab']), ...directoryFacts(keycloak, facts)];
  if (waitsFor.length > 0) return [waitingApplication(context, name, waitsFor)];

  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', { name, purpose: 'Single sign-on of the community' });
    const { client, provider } = openshiftLogin;
    new ClusterLogin(chart, 'login', {
      issuer: environment.singleSignOn.issuer,
      client,
      provider,
      secretName: loginSecretName,
    });
  });
  const files = {
    [`${name}/cluster-wide.yaml`]: clusterWide,
    [`${name}/login.yaml`]: loginSecret(context),
    [`${name}/realm.yaml`]: realm(context, keycloak),
    ...(keycloak.placement === 'cluster' ? { [`${name}/keycloak.yaml`]: server(context, keycloak, facts) } : {}),
  };
  const application = platformApplication(context, files, {
    name,
    description: 'Single sign-on: Keycloak, its realm, and the login of the cluster by it',
    namespaces: [name, clusterNamespaces.configuration],
    clusterKinds: [
      { group: '', kind: 'Namespace' },
      { group: 'config.openshift.io', kind: 'OAuth' },
    ],
    wave: applicationWaves.services,
  });
  return [application];
}

const loginSecret = (context: Context): readonly KubernetesObject[] =>
  namespacedManifests(context, clusterNamespaces.configuration, (chart) => {
    new ClusterLoginSecret(chart, 'login', {
      name: loginSecretName,
      remoteName: openshiftSecret(context.names),
      roleArn: context.names.roleArn('platform-secrets'),
    });
  });

/** The realm is applied from the cluster, also if Keycloak runs on ECS; without the cluster it stays as it is. */
function realm(context: Context, keycloak: Declared): readonly KubernetesObject[] {
  const { environment, names } = context;
  const declared = declaredRealm(environment, keycloak);
  const { secretsRole, administratorSecret } = singleSignOnNames(names);
  return namespacedManifests(context, name, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new SecretStore(chart, 'secrets', {
      roleArn: names.roleArn(...secretsRole),
    });
    new RealmConfiguration(chart, 'realm', {
      name: realmConfiguration,
      server:
        keycloak.placement === 'cluster' ? { keycloak: keycloakName } : { address: `https://${keycloak.adminHost}` },
      realms: {
        master: realmSteps(masterRealm(keycloakAdminHost(environment, keycloak))),
        community: realmSteps(communityRealm(declared.realm)),
      },
      secrets: declared.secrets,
      remoteSecret: administratorSecret,
    });
  });
}

function server(
  context: Context,
  keycloak: Extract<Declared, { readonly placement: 'cluster' }>,
  { directoryAuthority }: Partial<Facts>,
): readonly KubernetesObject[] {
  const { environment, names } = context;
  const { edge, singleSignOn } = environment;
  const directory = declaredDirectory(environment, keycloak.directory);
  const authority = directory?.authority ?? directoryAuthority;
  const { name: realmName, clients } = declaredRealm(environment, keycloak).realm;
  const { administratorSecret, backupRole, backupPrefix } = singleSignOnNames(names);
  return namespacedManifests(context, name, (chart) => {
    new Keycloak(chart, 'keycloak', {
      name: keycloakName,
      routes: {
        host: publicHost(new URL(singleSignOn.issuer).hostname, environment),
        realm: realmName,
        adminHost: publicHost(keycloakAdminHost(environment, keycloak), environment),
        adminFrom: edge.peers.map(({ block }) => block),
        clientAddress: clientAddress(edge),
      },
      options: serverOptions,
      proxyHeaders,
      disabledFeatures,
      database: {
        ...keycloak.database,
        backupTarget: {
          bucket: names.bucket('database-backups'),
          prefix: backupPrefix,
          roleArn: names.roleArn(...backupRole),
        },
      },
      administrator: { client: realmConfiguration, remoteSecret: administratorSecret },
      directory:
        directory === undefined || authority === undefined ? undefined : { authority, blocks: directory.blocks },
      callsClients: clients.some(({ backchannelLogoutUrl }) => backchannelLogoutUrl !== undefined),
    });
  });
}
