import { issuerAnswer, type FetchDocument } from '../../../../lib/operations/issuers/issuer-answer';

const issuer = 'https://sso.commons.example/realms/commons';
const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
const keysUrl = `${issuer}/protocol/openid-connect/certs`;
const discovery = { issuer, jwks_uri: keysUrl, scopes_supported: ['openid'] };
const keys = {
  keys: [
    { kty: 'RSA', kid: 'one', use: 'sig' },
    { kty: 'RSA', kid: 'two', use: 'enc' },
    { kty: 'EC', kid: 'three' },
  ],
};

type Page = { readonly status?: number; readonly body: unknown } | { readonly failed: string };
const fetching =
  (pages: Readonly<Record<string, Page>>): FetchDocument =>
  (url) => {
    const page = pages[url] ?? { status: 404, body: {} };
    if ('failed' in page) return Promise.resolve(page);
    const body = typeof page.body === 'string' ? page.body : JSON.stringify(page.body);
    return Promise.resolve({ status: page.status ?? 200, body, certificateEnds: url === keysUrl ? 5 : 7 });
  };

test('an issuer answers with its keys that sign, and the earlier end of its certificates', async () => {
  const answer = await issuerAnswer(
    issuer,
    fetching({ [discoveryUrl]: { body: discovery }, [keysUrl]: { body: keys } }),
  );
  expect(answer).toEqual({ answers: true, keyIds: ['one', 'three'], certificateEnds: 5 });
});

test.each<[string, Readonly<Record<string, Page>>, string]>([
  ['nobody is there', {}, `${discoveryUrl} answers 404`],
  ['a route without a pod', { [discoveryUrl]: { status: 503, body: '<html>' } }, `${discoveryUrl} answers 503`],
  ['a page that redirects', { [discoveryUrl]: { status: 302, body: '' } }, `${discoveryUrl} answers 302`],
  [
    'its certificate is nobody’s',
    { [discoveryUrl]: { failed: 'its certificate is not valid: self-signed' } },
    `${discoveryUrl}: its certificate is not valid: self-signed`,
  ],
  [
    'a login page',
    { [discoveryUrl]: { body: '<html>' } },
    `${discoveryUrl} is not a valid answer of an issuer: JSON is missing or wrong`,
  ],
  [
    'a realm under another name',
    { [discoveryUrl]: { body: { ...discovery, issuer: `${issuer}/` } } },
    `its discovery document names the issuer ${issuer}/`,
  ],
  [
    'keys without TLS',
    { [discoveryUrl]: { body: { ...discovery, jwks_uri: 'http://sso.commons.example/certs' } } },
    `${discoveryUrl} is not a valid answer of an issuer: jwks_uri is missing or wrong`,
  ],
  ['no keys', { [discoveryUrl]: { body: discovery } }, `${keysUrl} answers 404`],
  [
    'keys that sign nothing',
    {
      [discoveryUrl]: { body: discovery },
      [keysUrl]: { body: { keys: [{ kty: 'oct' }, { kty: 'RSA', use: 'enc' }] } },
    },
    `${keysUrl} has no signing key (RSA or EC)`,
  ],
])('%s is no answer', async (_, pages, because) => {
  expect(await issuerAnswer(issuer, fetching(pages))).toEqual({ answers: false, because });
});
