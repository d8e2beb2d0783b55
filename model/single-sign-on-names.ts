import type { Names } from './naming';

/** Namespace of single sign-on, and first part of the names of what it has in AWS. */
export const singleSignOnName = 'single-sign-on';

/** Name of its Keycloak in the cluster. */
export const keycloak = 'keycloak';

/** Name of what applies its realms, and of its client in Keycloak. */
export const realmConfiguration = 'realm-configuration';

/** Names of what single sign-on has in AWS; both programs ask here. */
export const singleSignOnNames = (names: Names) => ({
  /** What the client that applies the realms shows to Keycloak, and nothing else. */
  administratorSecret: names.secret(singleSignOnName, 'administrator'),
  /** Password with which Keycloak reads the directory, and nothing else. */
  directorySecret: names.secret(singleSignOnName, 'directory'),
  /** Role by which its secrets come into the cluster. */
  secretsRole: [`${singleSignOnName}-secrets`] as const,
  /** Role by which its database in the cluster archives itself, and where in the bucket of such archives. */
  backupRole: [`${singleSignOnName}-${keycloak}-backup`] as const,
  backupPrefix: `${singleSignOnName}/${keycloak}`,
});
