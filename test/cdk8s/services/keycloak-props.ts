import type { KeycloakProps } from '../../../cdk8s/services/keycloak/keycloak';
import type { RealmConfigurationProps } from '../../../cdk8s/services/keycloak/realm-configuration';
/** A Keycloak with everything it can have. */
export const keycloakProps: Required<KeycloakProps> = {
  name: 'keycloak',
  routes: {
    host: { host: 'sso.example', certificate: 'acme' },
    realm: 'commons',
    adminHost: { host: 'sso-admin.apps.cluster.example', certificate: 'router-default' },
    adminFrom: ['203.0.113.8/29', '203.0.113.64/28'],
    clientAddress: { from: 'header', header: 'True-Client-IP', cdn: ['192.0.2.0/25', '198.51.100.0/26'] },
  },
  options: { 'metrics-enabled': 'true' },
  proxyHeaders: 'xforwarded',
  disabledFeatures: ['impersonation'],
  database: {
    storageGiB: 20,
    size: 'medium',
    backup: { keepDays: 30 },
    backupTarget: { bucket: 'backups', prefix: 'single-sign-on/keycloak', roleArn: 'arn:aws:iam::111122223333:role/r' },
  },
  administrator: { client: 'realm-configuration', remoteSecret: 'test/single-sign-on/administrator' },
  callsClients: false,
  directory: { authority: '-----BEGIN CERTIFICATE-----\n', blocks: ['10.0.4.0/24'] },
};
/** What applies its realms. */
export const realmProps: RealmConfigurationProps = {
  name: 'realm-configuration',
  server: { keycloak: 'keycloak' },
  realms: { master: [{ realm: 'master' }], community: [{ realm: 'commons' }, { realm: 'commons', clients: [] }] },
  secrets: { CLIENT_PAD_NOTES: 'test/pad/notes/oauth2-client-secret' },
  remoteSecret: 'test/single-sign-on/administrator',
};
