import { fromEnvironment } from './clients';

/** A FreeIPA directory as Keycloak reads it. */
export interface RealmDirectory {
  /** Its servers; the next is asked when one does not answer. */
  readonly hosts: readonly string[];
  /** Like `dc=commons,dc=example`. */
  readonly baseDn: string;
  /** Account that Keycloak reads as. */
  readonly bindDn: string;
  /** Variable of the job that applies the realm with that account's password. */
  readonly passwordVariable: string;
}

type Config = Readonly<Record<string, readonly [string]>>;

const config = (values: Readonly<Record<string, string>>): Config =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value] as const]));

/**
 * FreeIPA as the place where people and groups are kept: read, never written. Passwords are asked of it at each login, and
 * of a person Keycloak keeps the second factor alone. Source: keycloak/keycloak:
 * server-spi-private/src/main/java/org/keycloak/models/LDAPConstants.java.
 */
export function directoryComponents({ hosts, baseDn, bindDn, passwordVariable }: RealmDirectory): object {
  const accounts = `cn=accounts,${baseDn}`;
  return {
    'org.keycloak.storage.UserStorageProvider': [
      {
        name: 'directory',
        providerId: 'ldap',
        config: config({
          enabled: 'true',
          priority: '0',
          vendor: 'rhds',
          connectionUrl: hosts.map((host) => `ldaps://${host}`).join(' '),
          useTruststoreSpi: 'always',
          connectionPooling: 'true',
          connectionTimeout: '5000',
          readTimeout: '10000',
          authType: 'simple',
          bindDn,
          bindCredential: fromEnvironment(passwordVariable),
          usersDn: `cn=users,${accounts}`,
          usernameLDAPAttribute: 'uid',
          rdnLDAPAttribute: 'uid',
          // Survives a server that is made again from a copy. Changing it would part people from their second factors.
          uuidLDAPAttribute: 'ipaUniqueID',
          userObjectClasses: 'inetOrgPerson, organizationalPerson',
          // FreeIPA keeps whoever left, and refuses their passwords by this attribute.
          customUserSearchFilter: '(!(nsAccountLock=TRUE))',
          searchScope: '1',
          pagination: 'true',
          editMode: 'READ_ONLY',
          importEnabled: 'true',
          syncRegistrations: 'false',
          trustEmail: 'true',
          validatePasswordPolicy: 'false',
          allowKerberosAuthentication: 'false',
          useKerberosForPasswordAuthentication: 'false',
          usePasswordModifyExtendedOp: 'false',
          // People come in with their first login. A sync by the clock would never come: each time the realm is applied it waits anew.
          fullSyncPeriod: '-1',
          changedSyncPeriod: '-1',
          // An account that was closed may log in for so long at most.
          cachePolicy: 'MAX_LIFESPAN',
          maxLifespan: String(10 * 60 * 1000),
        }),
        subComponents: { 'org.keycloak.storage.ldap.mappers.LDAPStorageMapper': mappers(accounts) },
      },
    ],
  };
}

/** The names are those that Keycloak gives the mappers it makes itself, so that there is one of each. */
const mappers = (accounts: string): readonly object[] => [
  attribute('username', 'uid', 'username', 'required'),
  attribute('first name', 'givenName', 'firstName', 'required'),
  attribute('last name', 'sn', 'lastName', 'required'),
  attribute('email', 'mail', 'email', 'optional'),
  {
    name: 'groups',
    providerId: 'group-ldap-mapper',
    config: config({
      mode: 'READ_ONLY',
      'groups.dn': `cn=groups,${accounts}`,
      'group.name.ldap.attribute': 'cn',
      'group.object.classes': 'groupOfNames',
      'preserve.group.inheritance': 'false',
      'ignore.missing.groups': 'true',
      'membership.ldap.attribute': 'member',
      'membership.attribute.type': 'DN',
      'membership.user.ldap.attribute': 'uid',
      'memberof.ldap.attribute': 'memberOf',
      // Indirect members too: FreeIPA writes them into this attribute.
      'user.roles.retrieve.strategy': 'GET_GROUPS_FROM_USER_MEMBEROF_ATTRIBUTE',
      // FreeIPA has groups on one level, so each is `/<name>`: the paths that the environment's files name.
      'groups.path': '/',
      'drop.non.existing.groups.during.sync': 'false',
    }),
  },
];

const attribute = (name: string, ldap: string, model: string, presence: 'required' | 'optional') => ({
  name,
  providerId: 'user-attribute-ldap-mapper',
  config: config({
    'ldap.attribute': ldap,
    'user.model.attribute': model,
    'is.mandatory.in.ldap': String(presence === 'required'),
    'read.only': 'true',
    'always.read.value.from.ldap': 'true',
  }),
});
