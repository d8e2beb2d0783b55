import { canonical } from '../difference';
import {
  another,
  laxer,
  longer,
  setting,
  settingChanges,
  turnedOff,
  turnedOn,
  type LoginSetting,
} from './login-settings';
import { letsIn, watch, weakens, type LoginChange } from './login-change';
import type { LoginRealm } from './realm';

/** Where Keycloak's components are, that it takes people from. */
const storage = 'org.keycloak.storage.UserStorageProvider';

type Directory = LoginRealm['components'][string][number];

/** From which directories a realm takes people, and what it believes of them, where that is more than before. */
export function directoryChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const former = new Map((before.components[storage] ?? []).map((each) => [each.name, each]));
  return (after.components[storage] ?? []).flatMap((directory): readonly LoginChange[] => {
    const [current, old] = [values(directory), former.get(directory.name)];
    if (old === undefined)
      return [letsIn(`federates the directory ${valueIn(current, 'connectionUrl', directory.name)}`)];
    const one = values(old);
    return [
      ...addressChanges(valueIn(one, 'connectionUrl', ''), valueIn(current, 'connectionUrl', '')),
      ...settingChanges(settings, one, current),
      ...otherSettings(one, current),
      ...mapperChanges(old, directory),
    ];
  });
}

/** Settings of a component are lists with one text each. */
const values = ({ config }: Directory): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, Array.isArray(value) && value.length < 2 ? value[0] : value]),
  );

const valueIn = (config: Readonly<Record<string, unknown>>, key: string, otherwise: string): string => {
  const value = config[key];
  return typeof value === 'string' ? value : otherwise;
};

/** A further server beside the others of its domain is worth a look; another one knows other people. */
function addressChanges(before: string, after: string): readonly LoginChange[] {
  const [old, current] = [before, after].map((text) => text.split(/\s+/).filter(Boolean));
  const domain = (url: string) => url.replace(/^ldaps?:\/\/[^.]*/, '');
  const added = (current ?? []).filter((each) => !(old ?? []).includes(each));
  return [
    ...added
      .filter((each) => each.startsWith('ldap://'))
      .map((each) => weakens(`reads a directory without encryption: ${each}`)),
    ...added
      .filter((each) => !each.startsWith('ldap://'))
      .map((each) =>
        (old ?? []).some((one) => domain(one) === domain(each))
          ? watch(`also federates the directory ${each}`)
          : letsIn(`federates the directory ${each} in place of ${before === '' ? 'none' : before}`),
      ),
  ];
}

/** Source: keycloak/keycloak:server-spi-private/src/main/java/org/keycloak/models/LDAPConstants.java. */
const settings: readonly LoginSetting[] = [
  setting(
    'editMode',
    laxer('weakens', ['READ_ONLY', 'UNSYNCED', 'WRITABLE'], 'lets users of the directory be changed here, edit mode'),
  ),
  setting('usersDn', another('lets-in', 'reads users of the directory from')),
  setting(
    'searchScope',
    laxer('lets-in', ['1', '2'], 'also reads users of the directory from below, with search scope'),
    '1',
  ),
  setting('customUserSearchFilter', another('lets-in', 'reads users of the directory that match')),
  setting('userObjectClasses', another('lets-in', 'reads directory entries with the object classes')),
  setting('usernameLDAPAttribute', another('lets-in', 'identifies users of the directory by')),
  setting(
    'uuidLDAPAttribute',
    another('weakens', 'has another UUID attribute for users of the directory, so that all lose their second factor:'),
  ),
  setting('trustEmail', turnedOn('weakens', 'trusts email addresses of the directory'), false),
  setting(
    'useTruststoreSpi',
    laxer('weakens', ['always', 'ldapsOnly', 'never'], 'verifies the certificate of the directory'),
  ),
  setting('startTls', turnedOff('weakens', 'no longer uses StartTLS to the directory'), false),
  setting('authType', laxer('weakens', ['simple', 'none'], 'binds to the directory as'), 'simple'),
  setting('allowKerberosAuthentication', turnedOn('lets-in', 'accepts Kerberos tickets for logins'), false),
  setting('syncRegistrations', turnedOn('watch', 'creates new users in the directory'), false),
  setting('maxLifespan', longer('weakens', 'keeps users that the directory disabled for', { perSecond: 1000 })),
  setting(
    'cachePolicy',
    laxer(
      'weakens',
      ['NO_CACHE', 'MAX_LIFESPAN', 'EVICT_DAILY', 'EVICT_WEEKLY', 'DEFAULT'],
      'caches the directory by policy',
    ),
  ),
];

/** Fields that are judged, or harmless. */
const known: ReadonlySet<string> = new Set([
  ...settings.map(({ path }) => path.join('.')),
  'connectionUrl',
  'connectionPooling',
  'connectionTimeout',
  'readTimeout',
  'priority',
  'pagination',
  'batchSizeForSync',
  'fullSyncPeriod',
  'changedSyncPeriod',
  'bindCredential',
]);

const otherSettings = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly LoginChange[] => {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !known.has(field) && canonical(before[field]) !== canonical(after[field]),
  );
  return fields.length === 0 ? [] : [watch(`has other directory settings: ${fields.sort().join(', ')}`)];
};

/** Mappers by which people of the directory get groups and roles. */
const giving = /^(hardcoded-ldap-(role|group)-mapper|role-ldap-mapper|group-ldap-mapper)$/;

function mapperChanges(before: Directory, after: Directory): readonly LoginChange[] {
  const mappers = (directory: Directory) =>
    new Map(Object.values(directory.subComponents).flatMap((list) => list.map((each) => [each.name, each] as const)));
  const old = mappers(before);
  return [...mappers(after)].flatMap(([name, mapper]) => {
    const one = old.get(name);
    if (canonical(one) === canonical(mapper)) return [];
    const what = `gives users of the directory groups or roles by ${one === undefined ? 'the new' : 'another'} mapper ${name}`;
    if (giving.test(mapper.providerId)) return [letsIn(what)];
    return [watch(`reads users of the directory by ${one === undefined ? 'the new' : 'another'} mapper ${name}`)];
  });
}
