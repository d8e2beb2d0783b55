import { canonical } from '../difference';
import { isOn } from '../is-on';
import { textAt } from '../value-at';
import { letsIn, watch, withSubject, type LoginChange, type SubjectLoginChange } from './login-change';
import { clientSubject, realmSubject } from './login-subjects';
import type { LoginClient, LoginGroup, LoginMapper, LoginRealm } from './realm';

/** What people may do by their groups and roles, and what tokens say of them, where that is more than before. */
export function realmRightChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  const former = new Map(before.clients.map((client) => [client.clientId, client]));
  return [
    ...groupChanges(before, after),
    ...userChanges(before, after),
    ...withSubject(realmSubject(after), [...defaultChanges(before, after), ...compositeChanges(before, after)]),
    ...after.clients.flatMap((client) =>
      withSubject(clientSubject(client.clientId), clientChanges(former.get(client.clientId), client)),
    ),
    ...after.clientScopes.flatMap((scope) => {
      const old = before.clientScopes.find(({ name }) => name === scope.name);
      return withSubject(
        `tokens with client scope ${scope.name}`,
        mapperChanges(old?.protocolMappers ?? [], scope.protocolMappers),
      );
    }),
  ];
}

/** A role of the realm, or of a client. */
interface Role {
  readonly client: string | undefined;
  readonly name: string;
}

const rolesIn = ({ realmRoles, clientRoles }: Pick<LoginGroup, 'realmRoles' | 'clientRoles'>): readonly Role[] => [
  ...realmRoles.map((name) => ({ client: undefined, name })),
  ...Object.entries(clientRoles).flatMap(([client, names]) => names.map((name) => ({ client, name }))),
];

/** Groups by path. Those below have the roles of those above, which is said of those above. */
const groupsByPath = (groups: readonly LoginGroup[], above = ''): ReadonlyMap<string, LoginGroup> =>
  new Map(
    groups.flatMap((group) => {
      const path = `${above}/${group.name}`;
      return [[path, group] as const, ...groupsByPath(group.subGroups, path)];
    }),
  );

function groupChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  const former = groupsByPath(before.groups);
  return [...groupsByPath(after.groups)].flatMap(([path, group]) => {
    const old = former.get(path);
    return withSubject(
      `group ${path}`,
      newRoles(old && rolesIn(old), rolesIn(group)).map((role) => roleChange(role, before, after)),
    );
  });
}

const newRoles = (before: readonly Role[] | undefined, after: readonly Role[]): readonly Role[] =>
  after.filter((role) => !(before ?? []).some((each) => canonical(each) === canonical(role)));

/** A role that is new itself reaches nothing that was there before. */
function roleChange(role: Role, before: LoginRealm, after: LoginRealm): LoginChange {
  const words = `now has the role ${roleWords(role)}${meaning(role, after)}`;
  const isNew = findRole(role, before) === undefined && findRole(role, after) !== undefined;
  return isNew ? watch(words) : letsIn(words);
}

const roleWords = ({ client, name }: Role): string => (client === undefined ? name : `${name} of ${client}`);

const findRole = ({ client, name }: Role, realm: LoginRealm) =>
  (client === undefined ? realm.roles.realm : (realm.roles.client[client] ?? [])).find((each) => each.name === name);

function meaning(role: Role, realm: LoginRealm): string {
  if (role.client === 'realm-management') return ', which may change who can log in and how';
  const { description } = findRole(role, realm) ?? {};
  return description === undefined ? '' : `: ${description}`;
}

function userChanges(before: LoginRealm, after: LoginRealm): readonly SubjectLoginChange[] {
  const former = new Map(before.users.map((user) => [user.username, user]));
  return after.users.flatMap((user) => {
    const old = former.get(user.username);
    const groups = user.groups.filter((each) => !(old?.groups ?? []).includes(each));
    return withSubject(`account ${user.username}`, [
      ...(old === undefined ? [letsIn('is made by the realm itself')] : []),
      ...groups.map((group) => letsIn(`is now in the group ${group}`)),
      ...newRoles(old && rolesIn(old), rolesIn(user)).map((role) => letsIn(`now has the role ${roleWords(role)}`)),
    ]);
  });
}

/** What everybody has, also who logs in for the first time. */
function defaultChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const changed = [
    'defaultRole',
    'defaultRoles',
    'defaultGroups',
    'defaultDefaultClientScopes',
    'scopeMappings',
    'clientScopeMappings',
  ].filter((field) => after[field] !== undefined && canonical(before[field]) !== canonical(after[field]));
  return changed.map((field) =>
    letsIn(
      field.startsWith('defaultRole') || field === 'defaultGroups'
        ? `gives all users other default ${field === 'defaultGroups' ? 'groups' : 'roles'} than before: ${JSON.stringify(after[field])}`
        : `has other client authorization, by ${field}`,
    ),
  );
}

/** Roles that bring others with them. */
function compositeChanges(before: LoginRealm, after: LoginRealm): readonly LoginChange[] {
  const all = (realm: LoginRealm) => [
    ...realm.roles.realm.map((role) => ({ client: undefined, role })),
    ...Object.entries(realm.roles.client).flatMap(([client, roles]) => roles.map((role) => ({ client, role }))),
  ];
  const bring = ({ composites }: ReturnType<typeof all>[number]['role']) =>
    rolesIn({ realmRoles: composites?.realm ?? [], clientRoles: composites?.client ?? {} });
  return all(after).flatMap(({ client, role }) => {
    const old = findRole({ client, name: role.name }, before);
    return newRoles(old && bring(old), bring(role)).map((each) =>
      letsIn(`gives holders of role ${roleWords({ client, name: role.name })} the role ${roleWords(each)} too`),
    );
  });
}

function clientChanges(before: LoginClient | undefined, after: LoginClient): readonly LoginChange[] {
  const isWide = after.enabled && isOn(after.fullScopeAllowed) && !isOn(before?.fullScopeAllowed);
  return [
    ...(isWide ? [letsIn('gets full scope: tokens with all roles of the user, those of other clients too')] : []),
    ...(before === undefined
      ? mapperChanges([], after.protocolMappers.filter(givesAway))
      : mapperChanges(before.protocolMappers, after.protocolMappers)),
  ];
}

/** Mappers that say of everybody what may be true of one. Source: keycloak/keycloak:services/src/main/java/org/keycloak/protocol/oidc/mappers. */
const givesAway = ({ protocolMapper }: LoginMapper): boolean => /hardcoded|script/.test(protocolMapper);

/** Claims by which programs decide what somebody may do. */
const deciding = /^(groups|roles|sub|preferred_username|email|email_verified|realm_access\..*|resource_access\..*)$/;

/** What tokens say of people, where programs believe it. */
function mapperChanges(before: readonly LoginMapper[], after: readonly LoginMapper[]): readonly LoginChange[] {
  const former = new Map(before.map((each) => [each.name, each]));
  return after.flatMap((mapper): readonly LoginChange[] => {
    const old = former.get(mapper.name);
    if (canonical(old) === canonical(mapper)) return [];
    const claim = textAt(mapper.config, ['claim.name']) ?? mapper.name;
    if (givesAway(mapper))
      return [letsIn(`gets a fixed claim for all users by mapper ${mapper.name}: ${givenWords(mapper)}`)];
    const from = `is told ${claim} of people by ${mapperWords(mapper)}${old === undefined ? '' : ` in place of ${mapperWords(old)}`}`;
    return [deciding.test(claim) && old !== undefined ? letsIn(from) : watch(from)];
  });
}

const givenWords = ({ config, protocolMapper }: LoginMapper): string =>
  ['role', 'claim.value', 'group'].map((field) => textAt(config, [field])).find(Boolean) ?? protocolMapper;

const mapperWords = ({ protocolMapper, config }: LoginMapper): string => {
  const details = Object.entries(config)
    .filter(([key]) => !/\.claim$|^claim\.name$|^jsonType/.test(key))
    .map(([key, value]) => `${key} ${String(value)}`)
    .sort();
  return details.length === 0 ? protocolMapper : `${protocolMapper} (${details.join(', ')})`;
};
