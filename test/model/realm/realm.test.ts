import { clientRepresentation } from '../../../model/realm/clients';
import { communityRealm, masterRealm, realmSteps, type Realm } from '../../../model/realm/realm';
import type { Execution, RealmRepresentation } from '../../../model/realm/representation';

const realm: Required<Realm> = {
  name: 'commons',
  displayName: 'The Commons',
  administrators: '/infrastructure',
  clients: [
    {
      id: 'pad-notes',
      name: 'Notes',
      kind: { server: 'CLIENT_PAD_NOTES' },
      redirectUris: ['https://pad.example/back'],
    },
    {
      id: 'aws-testing-pad',
      name: 'AWS',
      kind: 'laptop',
      redirectUris: ['http://127.0.0.1/callback'],
      audience: { group: '/pad/maintainers' },
    },
    {
      id: 'aws-testing-one',
      name: 'AWS',
      kind: 'laptop',
      redirectUris: ['http://127.0.0.1/callback'],
      audience: { person: 'elif-kaya' },
    },
    {
      id: 'openshift',
      name: 'OpenShift',
      kind: { server: 'OPENSHIFT' },
      redirectUris: ['https://oauth.example/back'],
      roles: [{ name: 'cluster-admins', description: 'Administers the cluster', group: '/infrastructure' }],
    },
  ],
  directory: {
    hosts: ['idm01.example', 'idm02.example'],
    baseDn: 'dc=example',
    bindDn: 'uid=keycloak,dc=example',
    passwordVariable: 'DIRECTORY_PASSWORD',
  },
};
const community = communityRealm(realm);

/** All ways through a flow that end in a login, each by the authenticators that were passed. */
function ways({ authenticationFlows }: RealmRepresentation, alias: string): readonly (readonly string[])[] {
  const steps = authenticationFlows.find((flow) => flow.alias === alias)?.authenticationExecutions;
  if (steps === undefined) throw new Error(`no flow ${alias}`);
  const through = ({ authenticator, flowAlias }: Execution) =>
    flowAlias === undefined ? [[authenticator ?? '']] : ways({ ...community, authenticationFlows }, flowAlias);
  const alternatives = steps.filter(({ requirement }) => requirement === 'ALTERNATIVE');
  if (alternatives.length > 0) return alternatives.flatMap(through);
  return steps
    .filter(({ requirement }) => requirement === 'REQUIRED')
    .reduce<readonly (readonly string[])[]>(
      (before, step) => before.flatMap((way) => through(step).map((next) => [...way, ...next])),
      [[]],
    );
}

const bindings = [
  'browserFlow',
  'resetCredentialsFlow',
  'directGrantFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
];

describe.each([
  ['the community’s realm', community],
  ['Keycloak’s own realm', masterRealm('admin.example')],
])('%s', (_, each) => {
  test.each(bindings)('every way through its %s has a second factor or a session, or is none', (binding) => {
    for (const way of ways(each, String(each[binding]))) {
      expect(way.some((step) => ['auth-otp-form', 'auth-cookie', 'deny-access-authenticator'].includes(step))).toBe(
        true,
      );
    }
  });

  test('makes everybody enrol a second factor', () => {
    expect(each.requiredActions.filter(({ defaultAction }) => defaultAction).map(({ alias }) => alias)).toEqual([
      'CONFIGURE_TOTP',
    ]);
  });

  test('has no door beside its flows', () => {
    expect(each).toMatchObject({
      resetPasswordAllowed: false,
      registrationAllowed: false,
      identityProviders: [],
      sslRequired: 'all',
    });
    for (const client of each.clients ?? []) {
      expect(client).toMatchObject({
        directAccessGrantsEnabled: false,
        implicitFlowEnabled: false,
        serviceAccountsEnabled: false,
      });
    }
  });

  test('slows down who guesses, and locks nobody out for good', () => {
    expect(each).toMatchObject({ bruteForceProtected: true, permanentLockout: false, failureFactor: 5 });
  });

  test('has its doors before anything else', () => {
    const [doors, whole] = realmSteps(each);
    expect(whole).toBe(each);
    expect(doors).toMatchObject({ browserFlow: each.browserFlow, directGrantFlow: each.directGrantFlow });
    expect(Object.keys(doors)).not.toEqual(expect.arrayContaining(['clients']));
    expect(Object.keys(doors)).not.toEqual(expect.arrayContaining(['components']));
    expect(Object.keys(doors)).not.toEqual(expect.arrayContaining(['firstBrokerLoginFlow']));
  });
});

test('people log in to Keycloak’s own realm at the administration’s host', () => {
  expect(masterRealm('admin.example').attributes).toEqual({ frontendUrl: 'https://admin.example' });
});

test('a client for some people asks for both factors and has a gate behind them', () => {
  const gated = clientRepresentation(realm.clients[1] ?? never()).authenticationFlowBindingOverrides;
  const flow = community.authenticationFlows.find(({ alias }) => JSON.stringify(gated).includes(`"${alias}"`));
  expect(flow?.topLevel).toBe(true);
  expect(flow?.authenticationExecutions.map(({ requirement }) => requirement)).toEqual(['REQUIRED', 'CONDITIONAL']);
  expect(ways(community, flow?.alias ?? '')).toEqual([
    ['auth-cookie'],
    ['auth-username-password-form', 'auth-otp-form'],
  ]);
});

test('the group of a client has its role, and the administrators the realm', () => {
  expect(community.groups).toEqual([
    {
      name: 'infrastructure',
      realmRoles: [],
      clientRoles: { openshift: ['cluster-admins'], 'realm-management': ['realm-admin'] },
    },
    { name: 'pad', subGroups: [{ name: 'maintainers', realmRoles: ['aws-testing-pad user'] }] },
  ]);
  expect(community.roles).toMatchObject({
    client: { openshift: [{ name: 'cluster-admins', description: 'Administers the cluster' }] },
  });
  expect(community.authenticatorConfig.map(({ config }) => config)).toEqual([
    { condUserRole: 'aws-testing-pad user', negate: 'true' },
    { attribute_name: 'username', attribute_expected_value: 'elif-kaya', not: 'true' },
  ]);
});

test.each([
  [0, 'oidc-group-membership-mapper', { 'full.path': 'true' }],
  [
    3,
    'oidc-usermodel-client-role-mapper',
    { 'usermodel.clientRoleMapping.clientId': 'openshift', multivalued: 'true' },
  ],
])('tokens of client %i carry no bare name of a group', (index, protocolMapper, config) => {
  const { protocolMappers } = clientRepresentation(realm.clients[index] ?? never());
  expect(protocolMappers).toMatchObject([{ protocolMapper, config: { 'claim.name': 'groups', ...config } }]);
});

test.each([
  ['S256' as const, 'S256'],
  [{ none: 'It cannot' }, undefined],
])('PKCE of %j', (pkce, method) => {
  const { attributes } = clientRepresentation({ ...(realm.clients[0] ?? never()), pkce });
  expect(Object.entries(attributes ?? {}).find(([name]) => name === 'pkce.code.challenge.method')?.[1]).toBe(method);
});

test('a browser may return to the redirect URIs after a logout, and to what is said besides', () => {
  const attributesOf = (changes: object) =>
    clientRepresentation({ ...(realm.clients[0] ?? never()), ...changes }).attributes;
  expect(attributesOf({})).not.toHaveProperty(['post.logout.redirect.uris']);
  expect(attributesOf({ postLogoutRedirectUris: ['https://pad.example/', 'https://pad.example'] })).toMatchObject({
    'post.logout.redirect.uris': '+##https://pad.example/##https://pad.example',
  });
});

test('no secret is in it, only the names of variables', () => {
  const text = JSON.stringify(community);
  expect(text).toContain('"secret":"$(env:CLIENT_PAD_NOTES)"');
  expect(text).toContain('"bindCredential":["$(env:DIRECTORY_PASSWORD)"]');
});

test('names are such as Keycloak takes for flows and their settings', () => {
  const names = [...community.authenticationFlows, ...community.authenticatorConfig].map(({ alias }) => alias);
  expect(names.filter((name) => !/^[a-z][a-z -]*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('the directory is read and never written', () => {
  expect(JSON.stringify(community.components)).toContain('"editMode":["READ_ONLY"]');
  expect(JSON.stringify(community.components)).toContain('ldaps://idm01.example ldaps://idm02.example');
  expect(JSON.stringify(community.components)).not.toMatch(/ldap:\/\//);
});

function never(): never {
  throw new Error('the realm of this test has no such client');
}

test('a community whose name looks like a variable is called by its name', () => {
  expect(communityRealm({ ...realm, displayName: 'Save $(env:X) $ (y)' }).displayName).toBe('Save $$(env:X) $ (y)');
});
