import { clientRepresentation } from '../../../model/realm/clients';
import { declaredRealm, type KeycloakDeclaration } from '../../../model/realm/declared-realm';
import { load, minimalTenant, type EnvironmentFiles } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { withGitLab } from '../../support/with-gitlab';

const keycloak: Extract<KeycloakDeclaration, { readonly placement: 'cluster' }> = {
  placement: 'cluster',
  administrators: '/infrastructure',
  directory: { hosts: ['idm01.commons.example'], baseDn: 'dc=commons,dc=example', authority: '' },
  database: { storageGiB: 20, size: 'medium', backup: { keepDays: 30 } },
};

const declared = (files: EnvironmentFiles, changes: Partial<typeof keycloak> = {}) =>
  declaredRealm(load(files).environment, { ...keycloak, ...changes });

test('each service that people log in to is a client, with the callbacks of all its hosts', () => {
  const { realm } = declared(fullEnvironment);
  expect(realm).toMatchObject({ name: 'commons', displayName: 'The Commons', administrators: '/infrastructure' });
  expect(realm.clients.find(({ id }) => id === 'pad-hedgedoc')).toMatchObject({
    kind: { server: 'CLIENT_PAD_HEDGEDOC' },
    redirectUris: [
      'https://pad.commons.example/auth/oauth2/callback',
      'https://pad.commonsconf.example/auth/oauth2/callback',
    ],
  });
});

test('a service with a part of a host has no callback at the rest of it', () => {
  const { realm } = declared({
    'tenants/site.yaml': `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [www.commons.example, chat.commons.example]
services:
  - { kind: web-application, image: 'quay.io/commons-example/site:stable', hosts: [www.commons.example] }
  - kind: web-application
    name: chat
    image: quay.io/commons-example/chat:stable
    hosts: [chat.commons.example, { host: www.commons.example, paths: [/chat] }]
    login: { callback: /oauth }
`,
  });
  expect(realm.clients.find(({ id }) => id === 'site-chat')).toMatchObject({
    redirectUris: ['https://chat.commons.example/oauth'],
  });
});

describe('the addresses of an application', () => {
  const clientOf = (login: string) =>
    declared({ 'tenants/site.yaml': `${minimalTenant}    login: ${login}\n` }).realm.clients.find(
      ({ id }) => id === 'site-web',
    );

  test('are several paths, and those of apps as they are written', () => {
    const because = 'because: The apps for phones';
    const login = `{ callback: [/auth/login, /user-settings], appCallbacks: [{ uri: 'app.immich:///oauth-callback', ${because} }] }`;
    expect(clientOf(login)?.redirectUris).toEqual([
      'https://site.commons.example/auth/login',
      'https://site.commons.example/user-settings',
      'app.immich:///oauth-callback',
    ]);
  });

  test.each([
    ['{ callback: /back }', ['https://site.commons.example/', 'https://site.commons.example']],
    ['{ callback: /back, afterLogout: /bye }', ['https://site.commons.example/bye']],
    [
      '{ callback: /back, afterLogout: [/bye, /later] }',
      ['https://site.commons.example/bye', 'https://site.commons.example/later'],
    ],
  ])('after a logout from %s are %j', (login, expected) => {
    expect(clientOf(login)?.postLogoutRedirectUris).toEqual(expected);
  });

  test('may have one that Keycloak calls when a session ends', () => {
    const client = clientOf('{ callback: /back, backchannelLogout: /oidc/logout }');
    const url = 'https://site.commons.example/oidc/logout';
    expect(client?.backchannelLogoutUrl).toBe(url);
    expect(client && clientRepresentation(client).attributes).toMatchObject({
      'backchannel.logout.url': url,
      'backchannel.logout.session.required': 'true',
    });
    expect(clientOf('{ callback: /back }')?.backchannelLogoutUrl).toBeUndefined();
  });
});

test('a service that nobody logs in to by single sign-on is none', () => {
  const { realm } = declared({ 'tenants/site.yaml': minimalTenant });
  expect(realm.clients.map(({ id }) => id)).toEqual(['openshift']);
});

test('an application has to send a challenge with its logins, unless its tenant says why it sends none', () => {
  const clientOf = (login: string) =>
    declared({ 'tenants/site.yaml': `${minimalTenant}    login: ${login}\n` }).realm.clients.find(
      ({ id }) => id === 'site-web',
    );
  expect(clientOf('{ callback: /back }')?.pkce).toBeUndefined();
  const none = 'Its library sends no challenge';
  expect(clientOf(`{ callback: /back, pkce: { none: ${none} } }`)?.pkce).toEqual({ none });
});

test('the cluster itself is one, without the challenge that it cannot send', () => {
  const [openshift] = declared({}).realm.clients;
  expect(JSON.stringify(openshift?.pkce)).toContain('sends no challenge');
  expect(openshift).toMatchObject({
    id: 'openshift',
    roles: [{ name: 'cluster-admins', group: '/infrastructure' }],
    redirectUris: ['https://oauth-openshift.apps.commons.openshift.commons.example/oauth2callback/single-sign-on'],
  });
});

test('each role in AWS, and each service for one group, is a client that nobody else gets into', () => {
  const audiences = declared(fullEnvironment).realm.clients.flatMap(({ id, audience, redirectUris }) =>
    audience === undefined ? [] : [[id, audience, redirectUris]],
  );
  const pads = ['pad.commons.example', 'pad.commonsconf.example'];
  expect(audiences).toEqual([
    ['pad-hedgedoc', { group: '/pad-people' }, pads.map((host) => `https://${host}/auth/oauth2/callback`)],
    ['aws-testing-pad-maintainers', { group: '/pad-maintainers' }, ['http://127.0.0.1/callback']],
    ['aws-testing-traffic', { person: 'elif-kaya' }, ['http://127.0.0.1/callback']],
  ]);
});

test('every variable of the realm has its secret', () => {
  expect(declared(fullEnvironment).secrets).toEqual({
    CLIENT_OPENSHIFT: 'testing/platform/openshift-login',
    CLIENT_PAD_HEDGEDOC: 'testing/pad/hedgedoc/oauth2-client-secret',
    DIRECTORY_PASSWORD: 'testing/single-sign-on/directory',
  });
});

test('without a directory there is none to read, and no password for it', () => {
  const { realm, secrets } = declared({}, { directory: { none: 'Keycloak keeps the few people itself' } });
  expect(realm.directory).toBeUndefined();
  expect(secrets).not.toHaveProperty('DIRECTORY_PASSWORD');
});

test('the directory of the environment is read from all its replicas, with the secret that its stack makes', () => {
  const { realm, secrets } = declared(fullEnvironment, { directory: 'idm' });
  expect(realm.directory).toEqual({
    hosts: ['idm-b.internal.commons.example', 'idm-d.internal.commons.example'],
    baseDn: 'dc=internal,dc=commons,dc=example',
    bindDn: 'uid=keycloak,cn=sysaccounts,cn=etc,dc=internal,dc=commons,dc=example',
    passwordVariable: 'DIRECTORY_PASSWORD',
  });
  expect(secrets).toMatchObject({ DIRECTORY_PASSWORD: 'testing/directory/keycloak' });
});

test('GitLab is a client by its own name, with its own secret', () => {
  const { realm, secrets } = declared({ 'environment.yaml': withGitLab });
  expect(realm.clients.find(({ id }) => id === 'gitlab')).toMatchObject({
    kind: { server: 'CLIENT_GITLAB' },
    redirectUris: ['https://gitlab.commons.example/users/auth/openid_connect/callback'],
  });
  expect(secrets).toMatchObject({ CLIENT_GITLAB: 'testing/gitlab/oauth2-client-secret' });
});
