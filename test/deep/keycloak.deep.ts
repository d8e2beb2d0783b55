import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { oneTimePassword, type Answer } from './keycloak/browser';
import {
  authorization,
  Community,
  enrol,
  forGroup,
  forPerson,
  laptopCallback,
  openshift,
  pad,
  padLogin,
  people,
  verifier,
} from './keycloak/community';
import { Mailbox } from './keycloak/mailbox';

let community: Community;

const told = { id: 'told', secret: 'secret of the told', callback: 'https://told.commons.example/in' };
const logouts: string[] = [];
/** Where Keycloak tells a client that a session has ended. */
const listener = createServer((request, answer) => {
  text(request).then(
    (body) => {
      logouts.push(new URLSearchParams(body).get('logout_token') ?? body);
      answer.end();
    },
    (error: unknown) => answer.destroy(error instanceof Error ? error : undefined),
  );
});

beforeAll(async () => {
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('listens nowhere');
  community = await Community.start({
    name: 'community',
    clients: [
      {
        id: told.id,
        name: 'Told',
        kind: { server: 'TOLD' },
        redirectUris: [told.callback],
        backchannelLogoutUrl: `http://127.0.0.1:${address.port}/logout`,
      },
    ],
    secrets: { TOLD: told.secret },
  });
}, 600_000);

afterAll(() => {
  community.stop();
  listener.close();
});

const code = ({ sentTo }: Answer): string | null => sentTo?.searchParams.get('code') ?? null;

describe('the door of the browser', () => {
  test('a password alone leads to the enrolment of a second factor, and to no session', async () => {
    const { uid, password } = people.newcomer;
    const browser = community.browser();
    const after = await browser.submit(await browser.open(padLogin), { username: uid, password });
    expect(after).toMatchObject({ page: 'enrolment', sentTo: undefined });
    // Whoever walks away from that page and comes back has not got in by it.
    expect(await browser.open(padLogin)).toMatchObject({ sentTo: undefined });
    const silent = await browser.open(authorization(pad.id, pad.callback, { prompt: 'none' }));
    expect(silent.sentTo?.searchParams.get('error')).toBe('login_required');
  });

  test('the second factor is asked for from then on, and a wrong one or the same one again is refused', async () => {
    const { uid, password, groups } = people.member;
    const first = await enrol(community.browser(), people.member);
    expect(code(first.answer)).not.toBeNull();

    const browser = community.browser();
    const asked = await browser.submitAgain(await browser.open(padLogin), { username: uid, password });
    expect(asked).toMatchObject({ page: 'one-time password', sentTo: undefined });
    const wrong = await browser.submit(asked, { otp: '000000' });
    expect(wrong).toMatchObject({ page: 'one-time password', sentTo: undefined });
    const otp = oneTimePassword(first.secret, 1);
    const right = await browser.submitAgain(wrong, { otp });
    const claims = await community.claims(pad, right);
    expect(claims).toMatchObject({ preferred_username: uid, email: `${uid}@commons.example` });
    expect(claims.groups?.toSorted()).toEqual(groups.map((name) => `/${name}`).sort());

    const thief = community.browser();
    const again = await thief.submitAgain(await thief.open(padLogin), { username: uid, password });
    expect(again.page).toBe('one-time password');
    expect(await thief.submit(again, { otp })).toMatchObject({ sentTo: undefined });
  });

  test('guessing is slowed down until even the right answers are refused', async () => {
    const { uid, password } = people.guessed;
    const browser = community.browser();
    for (let guess = 0; guess < 6; guess++) {
      await browser.submit(await browser.open(padLogin), { username: uid, password: `guess ${guess}` });
    }
    const right = await browser.submit(await browser.open(padLogin), { username: uid, password });
    expect(right).toMatchObject({ page: 'password', sentTo: undefined });
  });

  test('whoever the directory has locked does not get in', async () => {
    const { uid, password } = people.gone;
    const browser = community.browser();
    expect(await browser.submit(await browser.open(padLogin), { username: uid, password })).toMatchObject({
      page: 'password',
    });
  });

  test.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with PKCE in the clear', { code_challenge: verifier, code_challenge_method: 'plain' }],
    ['for a token without a code', { response_type: 'token' }],
  ])('an application that asks %s is refused', async (_, changes) => {
    const { sentTo } = await community.browser().open(authorization(pad.id, pad.callback, changes));
    const answer = new URLSearchParams(`${sentTo?.search.slice(1) ?? ''}&${sentTo?.hash.slice(1) ?? ''}`);
    expect(answer.get('error')).toMatch(/invalid_request|unauthorized_client|unsupported_response_type/);
  });

  test.each([
    'https://evil.example/',
    `${pad.callback}/../../evil`,
    `${pad.callback}?x`,
    'https://pad.commons.example/',
  ])('nobody is sent to %s', async (address) => {
    expect(await community.browser().open(authorization(pad.id, address))).toMatchObject({
      status: 400,
      page: 'error',
    });
  });
});

describe('the ways back', () => {
  test('an app gets the code by its own scheme, and the application redeems it with the challenge', async () => {
    const [callback] = pad.appCallbacks;
    const { answer } = await enrol(community.browser(), people.phone, authorization(pad.id, callback));
    expect(answer.sentTo?.href).toMatch(/^app\.commons\.pad:\/\/\/in\?/);
    expect(await community.claims({ ...pad, callback }, answer)).toMatchObject({
      preferred_username: people.phone.uid,
    });
  });

  test.each(['http://127.0.0.1:49152/in', 'http://127.0.0.1:8765/in', 'http://[::1]:49152/in'])(
    'a program may listen on any port of its own machine: %s',
    async (address) => {
      expect(await community.browser().open(authorization(pad.id, address))).toMatchObject({ page: 'password' });
    },
  );

  test.each([
    'app.commons.pad:/in',
    'app.commons.pad:///in/further',
    'app.commons.other:///in',
    'http://localhost:8765/in',
    'http://127.0.0.1:8765/',
  ])('no app is sent to %s', async (address) => {
    expect(await community.browser().open(authorization(pad.id, address))).toMatchObject({
      status: 400,
      page: 'error',
    });
  });

  const logout = (address: string) => {
    const parameters = new URLSearchParams({ client_id: pad.id, post_logout_redirect_uri: address });
    return community.browser().open(`/realms/commons/protocol/openid-connect/logout?${parameters.toString()}`);
  };

  test.each([...pad.afterLogout, pad.callback])('a logout leads back to %s', async (address) => {
    expect((await logout(address)).sentTo?.href).toBe(new URL(address).href);
  });

  test.each([
    'https://pad.commons.example/other',
    'https://pad.commons.example.evil.example/',
    'https://evil.example/',
  ])('a logout does not lead to %s', async (address) => {
    expect(await logout(address)).toMatchObject({ status: 400, page: 'error', sentTo: undefined });
  });
});

describe('the other doors', () => {
  test('no client takes a password, Keycloak’s own among them', async () => {
    const { uid: username, password } = people.outsider;
    const clients = await community.clients();
    expect(clients.length).toBeGreaterThan(8);
    for (const { clientId } of clients) {
      for (const client_secret of ['', pad.secret]) {
        const parameters = { grant_type: 'password', client_id: clientId, username, password, client_secret };
        const answer = await community.server.token('commons', parameters);
        expect([clientId, answer.ok]).toEqual([clientId, false]);
      }
    }
  });

  test('a client that somebody lets take passwords gets nothing for them', async () => {
    const [client] = (await community.clients()).filter(({ clientId }) => clientId === pad.id);
    const path = `/commons/clients/${client?.id ?? ''}`;
    await community.server.administer('PUT', path, { ...client, directAccessGrantsEnabled: true });
    const { uid: username, password } = people.outsider;
    const answer = await community.server.token('commons', {
      grant_type: 'password',
      client_id: pad.id,
      client_secret: pad.secret,
      username,
      password,
    });
    await community.server.administer('PUT', path, { ...client, directAccessGrantsEnabled: false });
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain('access_token');
  });

  test.each([
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:openid:params:grant-type:ciba',
  ])('the grant %s is refused', async (grant_type) => {
    const login = { client_id: pad.id, client_secret: pad.secret, subject_token: 'x', login_hint: people.outsider.uid };
    expect((await community.server.token('commons', { grant_type, ...login })).ok).toBe(false);
  });

  test('no code is given to a device', async () => {
    const answer = await community.server.ask('/realms/commons/protocol/openid-connect/auth/device', {
      method: 'POST',
      body: new URLSearchParams({ client_id: pad.id, client_secret: pad.secret }),
    });
    expect(await answer.text()).not.toContain('device_code');
  });

  test.each(['reset-credentials', 'registration'])('the page %s is closed', async (action) => {
    const browser = community.browser();
    await browser.open(padLogin);
    const address = `/realms/commons/login-actions/${action}?client_id=${pad.id}`;
    const { page, sentTo } = await browser.open(address);
    expect(page).not.toMatch(/^reset$/);
    expect(sentTo).toBeUndefined();
  });

  test('nobody registers a client', async () => {
    const answer = await community.server.ask('/realms/commons/clients-registrations/openid-connect', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['https://evil.example/'] }),
    });
    expect([401, 403]).toContain(answer.status);
  });
});

describe('a new password by mail, which somebody switched on', () => {
  const local = { uid: 'local', password: 'kept by Keycloak itself', groups: [] } as const;
  let mailbox: Mailbox;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    await community.server.administer('PUT', '/commons', {
      resetPasswordAllowed: true,
      smtpServer: { host: '127.0.0.1', port: String(mailbox.port), from: 'sso@commons.example' },
    });
    await community.server.administer('POST', '/commons/users', {
      username: local.uid,
      email: 'local@commons.example',
      firstName: 'A',
      lastName: 'Person',
      enabled: true,
      credentials: [{ type: 'password', value: local.password }],
    });
  });

  afterAll(() => mailbox.close());

  test('asks for the second factor before the password can be changed', async () => {
    const { secret } = await enrol(community.browser(), local);
    const thief = community.browser();
    await thief.open(padLogin);
    const form = await thief.open(`/realms/commons/login-actions/reset-credentials?client_id=${pad.id}`);
    expect(form.page).toBe('reset');
    await thief.submit(form, { username: local.uid });
    const asked = await thief.open(mailbox.newestLink());
    expect(asked).toMatchObject({ page: 'one-time password', sentTo: undefined });
    const wrong = await thief.submit(asked, { otp: '000000' });
    expect(wrong).toMatchObject({ page: 'one-time password', sentTo: undefined });
    const owner = await thief.submitAgain(wrong, { otp: oneTimePassword(secret, 1) });
    expect(owner).toMatchObject({ page: 'new password', sentTo: undefined });
  });
});

test('a client that wants to know is told that a session has ended', async () => {
  const browser = community.browser();
  const { answer } = await enrol(browser, people.told, authorization(told.id, told.callback));
  const { sid } = await community.claims(told, answer);
  const asked = await browser.open(`/realms/commons/protocol/openid-connect/logout?client_id=${told.id}`);
  await browser.submit(asked, { confirmLogout: 'Logout' });
  const [token = ''] = logouts;
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ aud: told.id, sid });
});

describe('a client for some people only', () => {
  test('lets in a member of its group', async () => {
    const { answer } = await enrol(community.browser(), people.maintainer, authorization(forGroup, laptopCallback));
    expect(code(answer)).not.toBeNull();
  });

  test('lets in its person', async () => {
    const { answer } = await enrol(community.browser(), people.archivist, authorization(forPerson, laptopCallback));
    expect(code(answer)).not.toBeNull();
  });

  test.each([forGroup, forPerson])('%s refuses anybody else, logged in or not', async (client) => {
    const browser = community.browser();
    await enrolled(browser);
    const refused = await browser.open(authorization(client, laptopCallback));
    expect(refused).toMatchObject({ page: 'error', sentTo: undefined });
  });
});

describe('a group decides by its whole path', () => {
  test('the group that is declared makes administrators of the realm and of the cluster', async () => {
    const browser = community.browser();
    const { answer } = await enrol(browser, people.engineer);
    expect((await community.claims(pad, answer)).groups?.toSorted()).toEqual(['/infrastructure', '/ipausers']);
    const login = await browser.open(authorization(openshift.id, openshift.callback));
    expect((await community.claims(openshift, login)).groups).toEqual(['cluster-admins']);
    expect(await community.administrationOf(people.engineer.uid)).toContain('realm-admin');
  });

  test('a group of the same name anywhere else makes nobody anything', async () => {
    const { uid } = people.mirrorer;
    for (const name of ['infrastructure', 'cluster-admins', 'pad-maintainers'])
      await community.join(uid, ['mirrors', name]);
    // Without escaped slashes its path would be that of the group `editors` below `mirrors`.
    await community.join(uid, ['mirrors/editors']);

    const browser = community.browser();
    const { answer } = await enrol(browser, people.mirrorer);
    expect((await community.claims(pad, answer)).groups?.toSorted()).toEqual([
      '/ipausers',
      '/mirrors/cluster-admins',
      '/mirrors/infrastructure',
      '/mirrors/pad-maintainers',
      '/mirrors~/editors',
    ]);
    const login = await browser.open(authorization(openshift.id, openshift.callback));
    expect(await community.claims(openshift, login)).not.toHaveProperty('groups');
    expect(await community.administrationOf(uid)).toEqual([]);
    const refused = await browser.open(authorization(forGroup, laptopCallback));
    expect(refused).toMatchObject({ page: 'error', sentTo: undefined });
  });
});

/** A session of somebody of no group in particular. */
const enrolled = (() => {
  let secret: string | undefined;
  let step = 0;
  return async (browser: ReturnType<Community['browser']>): Promise<void> => {
    if (secret === undefined) {
      const first = await enrol(browser, people.outsider);
      secret = first.secret;
      expect(code(first.answer)).not.toBeNull();
      return;
    }
    const { uid, password } = people.outsider;
    const asked = await browser.submitAgain(await browser.open(padLogin), { username: uid, password });
    step += 1;
    expect(code(await browser.submitAgain(asked, { otp: oneTimePassword(secret, step) }))).not.toBeNull();
  };
})();
