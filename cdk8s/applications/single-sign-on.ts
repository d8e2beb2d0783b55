import { clientAddress } from '../../model/client-address';
import type { Names } from '../../model/naming';
import {
  adminHostOf,
  declaredRealm,
  openshiftLogin,
  openshiftSecret,
  type Keycloak as Declared,
} from '../../model/realm/declared-realm';
import { communityRealm, masterRealm, realmSteps } from '../../model/realm/realm';
import { disabledFeatures, proxyHeaders, serverOptions } from '../../model/realm/server-settings';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { clusterNamespaces } from '../base/cluster-namespaces';
import { SecretStore } from '../base/external-secret';
import type { Manifest } from '../base/manifest';
import { NamespaceIsolation } from '../base/namespace-isolation';
import { applicationWaves } from '../base/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { ClusterLogin } from '../services/keycloak/cluster-login';
import { ClusterLoginSecret } from '../services/keycloak/cluster-login-secret';
import { Keycloak } from '../services/keycloak/keycloak';
import { keycloakNamespace } from '../services/keycloak/keycloak-names';
import { RealmConfiguration, realmConfigurationName } from '../services/keycloak/realm-configuration';
import {
  platformApplication,
  platformManifests,
  unrendered,
  type ClusterApplication,
  type Context,
} from './application';
import { publicHost } from './public-host';

const name = 'single-sign-on';

/** Single sign-on as far as the cluster has to do with it; nothing if it is somebody else's. */
export function singleSignOn(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment } = context;
  const { keycloak } = environment.singleSignOn;
  if (keycloak === undefined) return [];
  // Its realm reads what clients show: services of tenants, and GitLab.
  const waitsFor = missingStackFacts(facts, ['identity', 'tenants', 'gitlab']);
  if (waitsFor.length > 0) return [unrendered(context, name, waitsFor)];

  const clusterWide = platformManifests((chart) => {
    new ComponentNamespace(chart, 'namespace', { name: keycloakNamespace, purpose: 'Single sign-on of the community' });
    const { client, provider } = openshiftLogin;
    new ClusterLogin(chart, 'login', { issuer: environment.singleSignOn.issuer, client, provider });
  });
  const files = {
    [`${name}/cluster-wide.yaml`]: clusterWide,
    [`${name}/login.yaml`]: loginSecret(context),
    [`${name}/realm.yaml`]: realm(context, keycloak),
    ...(keycloak.placement === 'cluster' ? { [`${name}/keycloak.yaml`]: server(context, keycloak) } : {}),
  };
  const application = platformApplication(context, files, {
    name,
    description: 'Single sign-on: Keycloak, its realm, and the login of the cluster by it',
    namespaces: [keycloakNamespace, clusterNamespaces.configuration],
    clusterKinds: [
      { group: '', kind: 'Namespace' },
      { group: 'config.openshift.io', kind: 'OAuth' },
    ],
    wave: applicationWaves.services,
  });
  return [application];
}

const administratorSecret = (names: Names): string => names.secret(name, 'administrator');

const loginSecret = ({ environment, names }: Context): readonly Manifest[] =>
  platformManifests((chart) => {
    new ClusterLoginSecret(chart, 'login', {
      remoteName: openshiftSecret(names),
      store: { region: environment.region, roleArn: names.roleArn('platform-secrets') },
    });
  }, clusterNamespaces.configuration);

/** The realm is applied from the cluster wherever Keycloak runs: without the cluster it stays as it is. */
function realm(
  { environment, names, addresses, runbookUrl, images }: Context,
  keycloak: Declared,
): readonly Manifest[] {
  const declared = declaredRealm(environment, keycloak);
  return platformManifests(
    (chart) => {
      new NamespaceIsolation(chart, 'isolation');
      new SecretStore(chart, 'secrets', {
        region: environment.region,
        roleArn: names.roleArn('single-sign-on-secrets'),
      });
      new RealmConfiguration(chart, 'realm', {
        server: keycloak.placement === 'cluster' ? 'in this namespace' : { address: `https://${keycloak.adminHost}` },
        realms: {
          master: realmSteps(masterRealm(adminHostOf(environment, keycloak))),
          community: realmSteps(communityRealm(declared.realm)),
        },
        secrets: declared.secrets,
        remoteSecret: administratorSecret(names),
        addresses,
        runbookUrl,
      });
    },
    keycloakNamespace,
    images,
  );
}

function server(
  { environment, names, addresses, runbookUrl }: Context,
  keycloak: Extract<Declared, { readonly placement: 'cluster' }>,
): readonly Manifest[] {
  const { edge, network, singleSignOn } = environment;
  const { directory } = keycloak;
  const { name: realmName } = declaredRealm(environment, keycloak).realm;
  return platformManifests((chart) => {
    new Keycloak(chart, 'keycloak', {
      routes: {
        host: publicHost(new URL(singleSignOn.issuer).hostname, environment),
        realm: realmName,
        adminHost: publicHost(adminHostOf(environment, keycloak), environment),
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
          prefix: `${name}/keycloak`,
          roleArn: names.roleArn('single-sign-on-keycloak-backup'),
        },
      },
      administrator: { client: realmConfigurationName, remoteSecret: administratorSecret(names) },
      directory:
        'none' in directory
          ? undefined
          : { authority: directory.authority, blocks: directory.addresses ?? [network.block] },
      addresses,
      runbookUrl,
    });
  }, keycloakNamespace);
}
