import { createPublicKey, createSign, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { issuerFunction, type RsaPublicKey } from '../../../constructs/identity/issuer-function';

const domain = 'd111111abcdef8.cloudfront.net';
const issuer = `https://${domain}`;

const pairs = ['newest', 'older'].map((kid) => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: 4096 }) }));
const keys = pairs.map(({ kid, publicKey }) => jwkOf(kid, publicKey));

function jwkOf(kid: string, key: KeyObject): RsaPublicKey {
  const { n, e } = z.object({ n: z.string(), e: z.string() }).parse(key.export({ format: 'jwk' }));
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e };
}

const responseSchema = z.strictObject({
  statusCode: z.int(),
  statusDescription: z.string(),
  headers: z.record(z.string().regex(/^[a-z-]+$/), z.strictObject({ value: z.string() })),
  body: z.string(),
});

/** What CloudFront would answer to a request: the code runs with nothing but the language around it. */
function ask(
  uri: string,
  published: readonly RsaPublicKey[] = keys,
): { status: number; type?: string; document: unknown } {
  const event = {
    version: '1.0',
    context: { distributionDomainName: domain, distributionId: 'E1', eventType: 'viewer-request', requestId: 'r' },
    viewer: { ip: '192.0.2.1' },
    request: { method: 'GET', uri, querystring: {}, headers: { host: { value: domain } }, cookies: {} },
  };
  const result: unknown = runInNewContext(`${issuerFunction(published)}\nJSON.stringify(handler(event))`, { event });
  const { statusCode, headers, body } = responseSchema.parse(JSON.parse(z.string().parse(result)));
  return { status: statusCode, type: headers['content-type']?.value, document: JSON.parse(body) };
}

test('the discovery document names the distribution it is asked of', () => {
  expect(ask('/.well-known/openid-configuration')).toEqual({
    status: 200,
    type: 'application/json',
    document: {
      issuer,
      jwks_uri: `${issuer}/keys.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['aud', 'exp', 'sub', 'iat', 'iss'],
    },
  });
});

test.each(['/', '/keys.json/', '/Keys.json', '/.well-known/', '/__proto__', '/constructor'])(
  '%s is not found',
  (uri) => {
    expect(ask(uri)).toEqual({ status: 404, type: 'application/json', document: { error: 'not found' } });
  },
);

test('a caller may keep an answer for minutes only, so that a new key is known before it signs', () => {
  expect(issuerFunction(keys)).toContain("'cache-control': { value: 'public, max-age=300' }");
});

test.each(pairs)('a token signed with the $kid key is verified with what is published', ({ kid, privateKey }) => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', kid })}.${encode({ iss: issuer, aud: ['openshift'], sub: 'system:x' })}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(privateKey);

  const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }).parse(ask('/keys.json').document);
  const verifies = Object.fromEntries(
    keySet.keys.map((key) => [
      key.kid,
      verify('RSA-SHA256', Buffer.from(signed), createPublicKey({ key, format: 'jwk' }), signature),
    ]),
  );
  expect(verifies).toEqual({ newest: kid === 'newest', older: kid === 'older' });
});

test('publishes nothing of a key but its public part, whatever comes with it', () => {
  const [newest] = pairs;
  const { d, p } = z.looseObject({ d: z.string(), p: z.string() }).parse(newest?.privateKey.export({ format: 'jwk' }));
  const leaky = keys.map((key) => ({ ...key, d, p }));
  expect(ask('/keys.json', leaky).document).toEqual({ keys });
  expect(issuerFunction(leaky)).toBe(issuerFunction(keys));
});

test('is plain ASCII and fits CloudFront, up to the last key that does', () => {
  const [key] = keys;
  const many = (count: number) => (key === undefined ? [] : Array.from({ length: count }, () => key));
  const code = issuerFunction(many(11));
  expect(code).toMatch(/^[\n\u0020-\u007e]+$/);
  expect(code.length).toBeLessThanOrEqual(10_000);
  expect(() => issuerFunction(many(12))).toThrow(
    '12 keys are too many for a CloudFront function: 11 fit, remove the oldest',
  );
});

test('an issuer without keys is refused', () => {
  expect(() => issuerFunction([])).toThrow('an issuer without a key would vouch for nothing');
});
