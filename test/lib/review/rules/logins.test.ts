import { communityRealm } from '../../../../model/realm/realm';
import { findingLines } from '../../../support/review-files';

/** The realm as it is rendered, with a client for everybody, one for a group, and one of a person's own machine. */
const realm = communityRealm({
  name: 'commons',
  displayName: 'Commons',
  administrators: '/infrastructure',
  clients: [
    { id: 'wiki-web', name: 'Wiki', kind: { server: 'WIKI' }, redirectUris: ['https://wiki.commons.example/callback'] },
    {
      id: 'pad-web',
      name: 'Pad',
      kind: { server: 'PAD' },
      redirectUris: ['https://pad.commons.example/callback'],
      audience: { group: '/editors' },
    },
  ],
  directory: {
    hosts: ['ipa1.commons.example'],
    baseDn: 'dc=commons,dc=example',
    bindDn: 'uid=keycloak',
    passwordVariable: 'PASSWORD',
  },
});
const file = (object: object) => ({ 'cluster/sso/objects.yaml': JSON.stringify(object, undefined, 1) });
const realmFile = (text: string) =>
  file({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'realm', namespace: 'single-sign-on' },
    data: { 'community.json': text },
  });

/** What is said when a text of the realm becomes another one. */
function edited(from: string | RegExp, to: string): readonly string[] {
  const before = JSON.stringify(realm, undefined, 2);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`the realm has no ${String(from)}`);
  return findingLines({ before: realmFile(before), after: realmFile(after) });
}

/** Text that stands in the client of this name, up to a field. */
const inClient = (id: string, field: string) => new RegExp(`("clientId": "${id}"[^]*?)${field}`);

describe('second factor', () => {
  const otp = /("authenticator": "auth-otp-form",\s+"requirement": )"REQUIRED"/;

  test.each(['ALTERNATIVE', 'DISABLED', 'CONDITIONAL'])('a step that is %s', (requirement) => {
    const [first] = edited(otp, `$1"${requirement}"`);
    // A step alone that is CONDITIONAL may be left out like an alternative beside a required one.
    expect(first).toBe('weakens: single sign-on commons lets people log in without a second factor');
  });

  test('another flow that is bound', () => {
    expect(edited('"browserFlow": "password and second factor"', '"browserFlow": "browser"')).toEqual([
      'weakens: single sign-on commons lets people log in without a second factor',
    ]);
    expect(edited('"browserFlow": "password and second factor"', '"browserFlow": "of an extension"')).toEqual([
      'watch: single sign-on commons lets people log in through an authentication flow that could not be judged: it is not in the realm',
    ]);
  });

  test('one client', () => {
    const ofPad =
      /("alias": "login to pad-web by both factors forms"[^]*?"auth-otp-form",\s+"requirement": )"REQUIRED"/;
    expect(edited(ofPad, '$1"DISABLED"')).toEqual([
      'weakens: login to pad-web lets people log in without a second factor',
    ]);
  });

  test('enrolment and one-time passwords', () => {
    expect(edited(/("alias": "CONFIGURE_TOTP"[^}]*"defaultAction": )true/, '$1false')).toEqual([
      'weakens: single sign-on commons no longer makes new users set up a second factor',
    ]);
    expect(edited('"otpPolicyCodeReusable": false', '"otpPolicyCodeReusable": true')[0]).toMatch(/more than once/);
    expect(edited('"otpPolicyDigits": 6', '"otpPolicyDigits": 4')[0]).toMatch(/fewer digits: 4 in place of 6/);
    expect(edited('"otpPolicyDigits": 6', '"otpPolicyDigits": 8')).toEqual([]);
  });

  test('a way that was closed', () => {
    const both = edited('"directGrantFlow": "closed door"', '"directGrantFlow": "direct grant"');
    expect(both).toEqual([]);
  });
});

test.each([
  ['"length(14)', '"length(8)', 'weakens: single sign-on commons requires passwords with 8 characters in place of 14'],
  [' and notUsername(undefined)', '', 'weakens: single sign-on commons accepts passwords that equal the user name'],
  ['"bruteForceProtected": true', '"bruteForceProtected": false', /turns brute-force detection off/],
  ['"failureFactor": 5', '"failureFactor": 50', /locks an account after more wrong passwords: 50 in place of 5/],
  ['"maxFailureWaitSeconds": 900', '"maxFailureWaitSeconds": 60', /at most 1 minute in place of 15 minutes/],
  ['"sslRequired": "all"', '"sslRequired": "none"', /HTTPS from none in place of all/],
  ['"eventsEnabled": true', '"eventsEnabled": false', /no longer logs login events/],
  ['"jboss-logging"', '', /no longer sends login events to jboss-logging/],
  ['"eventsExpiration": 7776000', '"eventsExpiration": 86400', /for 1 day in place of 90 days/],
  [inClient('wiki-web', '"pkce.code.challenge.method": "S256"'), '$1"x": "y"', /by nothing in place of S256/],
  [
    '"ssoSessionIdleTimeout": 43200',
    '"ssoSessionIdleTimeout": 86400',
    /keeps idle sessions alive for 1 day in place of 12 hours/,
  ],
  ['"accessTokenLifespan": 300', '"accessTokenLifespan": 3600', /valid for 1 hour in place of 5 minutes/],
  ['"revokeRefreshToken": true', '"revokeRefreshToken": false', /no longer revokes refresh tokens/],
  [
    '"offlineSessionMaxLifespanEnabled": true',
    '"offlineSessionMaxLifespanEnabled": false',
    /no longer limits the lifetime of offline sessions/,
  ],
  ['"rememberMe": false', '"rememberMe": true', /turns on remember-me/],
  [
    '"editMode": [\n            "READ_ONLY"',
    '"editMode": [\n            "WRITABLE"',
    /changed here, edit mode WRITABLE/,
  ],
  ['ldaps://ipa1', 'ldap://ipa1', /without encryption/],
])('weakens: %s', (from, to, says) => {
  const [first = '', ...rest] = edited(from, to);
  expect(first).toMatch(says);
  expect(first).toMatch(/^weakens/);
  expect(rest).toEqual([]);
});

test.each([
  ['"registrationAllowed": false', '"registrationAllowed": true', /everybody register an account/],
  [
    '"identityProviders": []',
    '"identityProviders": [{ "alias": "github", "trustEmail": true }]',
    /identity provider github, and trusts their email addresses/,
  ],
  [
    /https:\/\/wiki.commons.example\/callback/,
    'https://wiki.commons.example/*',
    /login to wiki-web also sends logins to every address/,
  ],
  [/https:\/\/wiki.commons.example\/callback/, 'http://wiki.commons.example/callback', /plain HTTP/],
  [/https:\/\/wiki.commons.example\/callback/, 'https://pad.commons.example/x', /whose host is that of pad-web/],
  [/https:\/\/wiki.commons.example\/callback/, 'https://wiki.elsewhere.example/x', /a host that is new to this client/],
  [inClient('wiki-web', '"publicClient": false'), '$1"publicClient": true', /is a public client now/],
  [
    inClient('wiki-web', '"serviceAccountsEnabled": false'),
    '$1"serviceAccountsEnabled": true',
    /gets a service account/,
  ],
  [inClient('wiki-web', '"implicitFlowEnabled": false'), '$1"implicitFlowEnabled": true', /puts tokens into URLs/],
  [
    inClient('wiki-web', '"fullScopeAllowed": false'),
    '$1"fullScopeAllowed": true',
    /tokens with all roles of the user/,
  ],
  [
    /"authenticationFlowBindingOverrides": {\s+"browser": "login to pad-web"\s+},/,
    '',
    /pad-web lets everybody log in, where it was those with the role pad-web user only/,
  ],
  [
    /("realmRoles": \[\])/,
    '"realmRoles": ["pad-web user"]',
    /group \/infrastructure now has the role pad-web user: May log in to pad-web/,
  ],
  [
    /("name": "editors",)/,
    '$1 "clientRoles": { "realm-management": ["realm-admin"] },',
    /group \/editors .*may change who can log in/,
  ],
  ['"oidc-group-membership-mapper"', '"oidc-hardcoded-role-mapper"', /gets a fixed claim for all users/],
  ['ldaps://ipa1.commons.example', 'ldaps://ipa.other.example', /directory ldaps:\/\/ipa.other.example/],
  ['(!(nsAccountLock=TRUE))', '(uid=*)', /users of the directory that match \(uid=\*\)/],
])('lets in: %s', (from, to, says) => {
  const [first = ''] = edited(from, to);
  expect(first).toMatch(says);
  expect(first).toMatch(/^lets-in/);
});

test('direct grants are a way without a second factor', () => {
  const lines = edited(
    /"directGrantFlow": "closed door"([^]*"clientId": "wiki-web"[^]*?"directAccessGrantsEnabled": )false/,
    '"directGrantFlow": "direct grant"$1true',
  );
  expect(lines).toEqual([
    'lets-in: login to wiki-web allows direct access grants, which bypass the login page',
    'weakens: single sign-on commons lets programs log people in without a second factor',
  ]);
});

describe('an address on people’s own devices', () => {
  const first = /"https:\/\/wiki.commons.example\/callback"/;
  const added = (uri: string) => edited(first, `$&, "${uri}"`);

  test.each([
    [
      'org.example.app:/in',
      'watch: login to wiki-web also sends logins to apps with the scheme org.example.app: org.example.app:/in',
    ],
    ['http://127.0.0.1/in', 'watch: login to wiki-web also sends logins to localhost of the user: http://127.0.0.1/in'],
    [
      'element:/in',
      'lets-in: login to wiki-web also sends logins to element:/in, and any app may use the scheme element',
    ],
  ])('is said: %s', (uri, expected) => {
    expect(added(uri)).toEqual([expected]);
  });

  test('is worse where whoever gets the code can use it', () => {
    const challenge = inClient('wiki-web', ',\\s+"pkce.code.challenge.method": "S256"');
    const before = JSON.stringify(realm, undefined, 2).replace(challenge, '$1');
    const after = before.replace(first, '$&, "org.example.app:/in"');
    expect(findingLines({ before: realmFile(before), after: realmFile(after) })).toEqual([
      'lets-in: login to wiki-web also sends logins to apps with the scheme org.example.app: org.example.app:/in, and requires no PKCE',
    ]);
  });

  test('is worse where another client has the scheme, and no scheme has the host of another', () => {
    const pad = /"https:\/\/pad.commons.example\/callback"/;
    const before = JSON.stringify(realm, undefined, 2).replace(pad, '$&, "org.example.pad:/in"');
    const said = (uri: string) =>
      findingLines({ before: realmFile(before), after: realmFile(before.replace(first, `$&, "${uri}"`)) });
    expect(said('org.example.pad:/other')).toEqual([
      'lets-in: login to wiki-web also sends logins to org.example.pad:/other, whose scheme is that of pad-web',
    ]);
    expect(said('org.example.wiki:/in')[0]).toMatch(/^watch/);
  });
});

test.each([
  ['', []],
  ['+##https://wiki.commons.example/bye', []],
  ['https://wiki.commons.example/*', []],
  ['https://shop.example/', ['https://shop.example/']],
  ['https://wiki.commons.example.shop.example/', ['https://wiki.commons.example.shop.example/']],
  ['https://wiki.commons.example*', ['https://wiki.commons.example*']],
  ['*', ['*']],
])('after a logout to %j: what is at another host is said', (to, said) => {
  const lines = edited(
    inClient('wiki-web', '"attributes": {'),
    `$1"attributes": { "post.logout.redirect.uris": "${to}",`,
  );
  expect(lines).toEqual(
    said.map((each) => `watch: login to wiki-web redirects after logout to ${each}, where it sends no logins`),
  );
});

test.each([
  ['a shorter session', '"ssoSessionIdleTimeout": 43200', '"ssoSessionIdleTimeout": 3600'],
  ['a longer password', '"length(14)', '"length(20)'],
  ['words', '"displayName": "Commons"', '"displayName": "The Commons"'],
  [
    'another server of the directory',
    'ldaps://ipa1.commons.example',
    'ldaps://ipa1.commons.example ldaps://ipa2.commons.example',
  ],
  ['another path of the same host', 'wiki.commons.example/callback', 'wiki.commons.example/oidc/callback'],
  ['a setting that nobody knows', '"displayName": "Commons"', '"displayName": "Commons", "newThing": true'],
])('is at most worth a look: %s', (_, from, to) => {
  expect(edited(from, to).filter((line) => !line.startsWith('watch'))).toEqual([]);
});

test('what cannot be read is said, and a new order is not', () => {
  expect(edited('"clients": [', '"clients": [[')[0]).toMatch(
    /^watch: .*realm in community.json that could not be judged/,
  );
  const reversed = {
    ...realm,
    clients: [...(realm.clients ?? [])].reverse(),
    groups: [...(realm.groups as [])].reverse(),
  };
  const texts = [realm, reversed].map((each) => realmFile(JSON.stringify(each)));
  expect(findingLines({ before: texts[0] ?? {}, after: texts[1] ?? {} })).toEqual([]);
});

test('a step that is applied first counts, and the same in two steps is said once', () => {
  const steps = (...browserFlows: readonly string[]) =>
    file({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'realm', namespace: 'single-sign-on' },
      data: Object.fromEntries(
        browserFlows.map((browserFlow, index) => [
          `community-${index + 1}.json`,
          JSON.stringify({ ...realm, browserFlow }),
        ]),
      ),
    });
  const strict = 'password and second factor';
  const said = ['weakens: single sign-on commons lets people log in without a second factor'];
  expect(findingLines({ before: steps(strict, strict), after: steps('browser', strict) })).toEqual(said);
  expect(findingLines({ before: steps(strict, strict), after: steps('browser', 'browser') })).toEqual(said);
});

describe('other logins', () => {
  const oauth = (spec: object) =>
    file({ apiVersion: 'config.openshift.io/v1', kind: 'OAuth', metadata: { name: 'cluster' }, spec });
  const provider = (more: object = {}, openID: object = {}) => ({
    name: 'sso',
    type: 'OpenID',
    mappingMethod: 'claim',
    ...more,
    openID: { issuer: 'https://sso.commons.example', clientID: 'openshift', claims: { groups: ['groups'] }, ...openID },
  });
  const pods = (variables: Readonly<Record<string, string>>) =>
    file({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'forum' },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'web', env: Object.entries(variables).map(([name, value]) => ({ name, value })) }],
          },
        },
      },
    });
  const gitlab = (omniauth: object) =>
    file({
      apiVersion: 'apps.gitlab.com/v1beta1',
      kind: 'GitLab',
      metadata: { name: 'gitlab', namespace: 'gitlab' },
      spec: { chart: { values: { global: { appConfig: { omniauth } } } } },
    });

  test.each([
    [
      'a provider more',
      [provider(), { name: 'local', type: 'HTPasswd' }],
      /also accepts logins from identity provider local \(HTPasswd\)/,
    ],
    ['accounts that are taken over', [provider({ mappingMethod: 'add' })], /add in place of claim/],
    [
      'another issuer',
      [provider({}, { issuer: 'https://login.other.example' })],
      /believes the issuer https:\/\/login.other/,
    ],
    [
      'groups from elsewhere',
      [provider({}, { claims: { groups: ['teams'] } })],
      /from the claim teams in place of groups/,
    ],
  ])('of the cluster: %s', (_, identityProviders, says) => {
    const lines = findingLines({
      before: oauth({ identityProviders: [provider()] }),
      after: oauth({ identityProviders }),
    });
    expect(lines.join('\n')).toMatch(says);
    expect(lines[0]).toMatch(/^lets-in: login to the cluster/);
  });

  test('of the cluster: tokens', () => {
    const tokens = (accessTokenMaxAgeSeconds: number) => oauth({ tokenConfig: { accessTokenMaxAgeSeconds } });
    expect(findingLines({ before: tokens(43_200), after: tokens(604_800) })).toEqual([
      'weakens: login to the cluster keeps sessions alive for 7 days in place of 12 hours',
    ]);
    expect(findingLines({ before: tokens(43_200), after: tokens(3600) })).toEqual([]);
  });

  test.each([
    [
      { DISCOURSE_ENABLE_LOCAL_LOGINS: 'false' },
      { DISCOURSE_ENABLE_LOCAL_LOGINS: 'true' },
      /^lets-in.*bypass single sign-on/,
    ],
    [
      { DISCOURSE_DEVELOPER_EMAILS: 'a@x.example' },
      { DISCOURSE_DEVELOPER_EMAILS: 'a@x.example,b@x.example' },
      /^lets-in.*b@x.example an administrator/,
    ],
    [{ CMD_ALLOW_ANONYMOUS: 'false' }, { CMD_ALLOW_ANONYMOUS: 'true' }, /^lets-in.*anonymous notes/],
    [{ CMD_OAUTH2_ACCESS_ROLE: '/board' }, {}, /^lets-in.*nothing in place of \/board/],
    [
      { OIDC_ISSUER: 'https://sso.commons.example/realms/a' },
      { OIDC_ISSUER: 'https://sso.commons.example/realms/b' },
      /^lets-in.*realms\/b in place of/,
    ],
    [{ CMD_SESSION_LIFE: '3600000' }, { CMD_SESSION_LIFE: '86400000' }, /^weakens.*1 day in place of 1 hour/],
    [{ CMD_OAUTH2_PKCE: 'true' }, { CMD_OAUTH2_PKCE: 'false' }, /^weakens.*no longer uses PKCE/],
    [{ IMPORT_MANAGED_CLIENT: 'full' }, { IMPORT_MANAGED_CLIENT: 'no-delete' }, /^weakens.*no longer manages clients/],
  ])('of a service: %j', (before, after, says) => {
    expect(
      findingLines({
        before: pods(before as Readonly<Record<string, string>>),
        after: pods(after as Readonly<Record<string, string>>),
      })[0],
    ).toMatch(says);
  });

  test('of GitLab', () => {
    const strict = { allowSingleSignOn: ['openid_connect'], blockAutoCreatedUsers: true };
    const lines = findingLines({
      before: gitlab(strict),
      after: gitlab({ allowSingleSignOn: true, blockAutoCreatedUsers: false }),
    });
    expect(lines.join('\n')).toMatch(/until an administrator approves them/);
    expect(lines.join('\n')).toMatch(/creates accounts for logins from every provider/);
  });

  test('of the server', () => {
    const server = (disabled: readonly string[]) =>
      file({
        apiVersion: 'k8s.keycloak.org/v2beta1',
        kind: 'Keycloak',
        metadata: { name: 'keycloak', namespace: 'sso' },
        spec: { features: { disabled } },
      });
    expect(findingLines({ before: server(['impersonation', 'ciba']), after: server(['ciba']) })).toContain(
      'lets-in: Keycloak sso/keycloak enables features: impersonation',
    );
  });
});
