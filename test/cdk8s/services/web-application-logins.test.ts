import { minimalTenant, report } from '../../support/environment-folder';

const problems = (login: string) => report({ 'tenants/site.yaml': `${minimalTenant}    login: ${login}\n` });
const because = `because: 'The apps for phones'`;

test.each([
  'app.immich:///oauth-callback',
  'org.example.app:/callback',
  'org.example.app://callback',
  'http://127.0.0.1/callback',
  'http://127.0.0.1:8765/',
  'http://[::1]/callback',
])('an app may be sent to %s', (uri) => {
  expect(problems(`{ callback: /in, appCallbacks: [{ uri: '${uri}', ${because} }] }`)).toEqual([]);
});

const webRemedy = 'write the path under callback if the service answers it; no other host gets a login';
const dotRemedy =
  'use a scheme of the app that is the reversed name of a domain, like org.example.app:/callback (RFC 8252, section 7.1)';
const ownRemedy =
  'write it like http://127.0.0.1/callback, which is good for every port; localhost could be another machine (RFC 8252, section 8.3)';
const otherRemedy =
  'write it like app.immich:///oauth-callback or http://127.0.0.1/callback, without query and fragment';

test.each([
  ['https://site.commons.example/in', 'is a web address', webRemedy],
  ['HTTPS://elsewhere.example/in', 'is a web address', webRemedy],
  ['element:/callback', 'has a scheme without a dot, which any app may use as its own', dotRemedy],
  ['javascript:alert(1)', 'has a scheme without a dot, which any app may use as its own', dotRemedy],
  ['http://localhost/callback', 'is not an address of the person’s own device with a path', ownRemedy],
  ['http://127.0.0.1', 'is not an address of the person’s own device with a path', ownRemedy],
  ['http://127.0.0.1.evil.example/', 'is not an address of the person’s own device with a path', ownRemedy],
  ['http://127.0.0.1@evil.example/', 'is not an address of the person’s own device with a path', ownRemedy],
  ['org.example.app:/callback?next=/', 'is no redirect URI of an app', otherRemedy],
  ['org.example.app:callback', 'is no redirect URI of an app', otherRemedy],
  ['Org.example.app:/callback', 'is no redirect URI of an app', otherRemedy],
  ['org.example.app:/*', 'has a wildcard', 'write each address in full: whoever gets a code at another one can use it'],
  [`org.example.app:/${'a'.repeat(250)}`, 'is longer than 255 characters', 'shorten it: Keycloak keeps no longer one'],
])('no app is sent to %s', (uri, reason, remedy) => {
  const [first = '', ...rest] = problems(`{ callback: /in, appCallbacks: [{ uri: '${uri}', ${because} }] }`);
  expect(first).toMatch(/^tenants\/site.yaml:\d+:\d+ services\[0\].login.appCallbacks\[0\].uri: /);
  expect(first.endsWith(`.uri: ${reason}`)).toBe(true);
  expect(rest).toEqual([remedy]);
});

test.each([
  ['{ callback: [/in, /out, /in] }', 'login.callback[2]: repeats callback[0]'],
  ['{ callback: /in, afterLogout: [/, /] }', 'login.afterLogout[1]: repeats afterLogout[0]'],
  ['{ callback: /in, backchannelLogout: out }', 'login.backchannelLogout: is not a path of a URL'],
  [
    `{ callback: /in, appCallbacks: [{ uri: 'a.b:/', ${because} }, { uri: 'a.b:/', ${because} }] }`,
    'login.appCallbacks[1].uri: repeats appCallbacks[0]',
  ],
  [`{ callback: /in, appCallbacks: [{ uri: 'a.b:/' }] }`, 'login.appCallbacks[0].because: is missing'],
  [
    `{ callback: /in, appCallbacks: [{ uri: 'a.b:/', ${because} }], pkce: { none: It sends no challenge } }`,
    'login.appCallbacks: lets apps log in without PKCE, where another app of the same device could use their codes',
  ],
  ['{ callback: [] }', 'login.callback: '],
  ['{ callback: in }', 'login.callback: is not a path of a URL'],
  ['{ callback: [in] }', 'login.callback[0]: is not a path of a URL'],
])('%s is refused', (login, expected) => {
  const [first = '', , ...rest] = problems(login);
  expect(first).toContain(`services[0].${expected}`);
  expect(rest).toEqual([]);
});
