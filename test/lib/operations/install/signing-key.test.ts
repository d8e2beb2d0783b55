import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { newSigningKey, toPublicKey } from '../../../../bin/install/signing-key';
import { checkSigningKey, signingKeySecret, type TokenPublicKey } from '../../../../lib/operations/install/signing-key';
import { load, problemsOf } from '../../../support/environment-folder';

const { environment } = load();
const key = (kid: string): TokenPublicKey => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n: 'AQAB', e: 'AQAB' });

test('facts and secret that agree, and facts without a key, are fine', () => {
  expect(problemsOf(() => checkSigningKey(environment, {}, undefined))).toEqual([]);
  expect(problemsOf(() => checkSigningKey(environment, {}, key('a')))).toEqual([]);
  expect(
    problemsOf(() => checkSigningKey(environment, { serviceAccountKeys: [key('a'), key('b')] }, key('a'))),
  ).toEqual([]);
});

test('while a new key takes over, the one that still signs is fine beside it', () => {
  expect(
    problemsOf(() => checkSigningKey(environment, { serviceAccountKeys: [key('new'), key('old')] }, key('old'))),
  ).toEqual([]);
});

test.each<[string, TokenPublicKey | undefined, string, string]>([
  [
    'no secret',
    undefined,
    'serviceAccountKeys publishes the key a, but Secrets Manager has no secret testing/cluster/service-account-signing-key in us-east-1',
    'restore it, which AWS allows for some days: aws secretsmanager restore-secret --secret-id testing/cluster/service-account-signing-key; if no',
  ],
  [
    'a key that is not published',
    key('c'),
    'serviceAccountKeys publishes the key a and b, but the secret testing/cluster/service-account-signing-key holds c',
    'put back the version that it had, from: aws secretsmanager list-secret-version-ids --secret-id testing/cluster/service-account-signing-key; if no',
  ],
])('%s beside published keys is refused', (_, held, reason, remedy) => {
  const problems = problemsOf(() => checkSigningKey(environment, { serviceAccountKeys: [key('a'), key('b')] }, held));
  expect(problems.map((problem) => [problem.file, problem.reason, problem.remedy.slice(0, remedy.length)])).toEqual([
    ['environments/testing/facts.json', reason, remedy],
  ]);
});

test('a new key is one that the installer reads, and its public part is what the API server will name', async () => {
  const pem = await newSigningKey();
  expect(pem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END RSA PRIVATE KEY-----\n$/);
  const made = toPublicKey(pem);
  expect(made?.n).toMatch(/^[A-Za-z0-9_-]{683}$/);
  const der = createPublicKey({ key: { ...made, key_ops: undefined }, format: 'jwk' }).export({
    type: 'spki',
    format: 'der',
  });
  expect(made).toEqual({
    kty: 'RSA',
    use: 'sig',
    alg: 'RS256',
    e: 'AQAB',
    n: made?.n,
    kid: createHash('sha256').update(der).digest('base64').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  });
});

const rsa = (modulusLength: number, type: 'pkcs1' | 'pkcs8'): string =>
  generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ type, format: 'pem' }).toString();

test.each([
  ['nothing', ''],
  ['something else', 'topsecret'],
  ['a broken key', '-----BEGIN RSA PRIVATE KEY-----\ntopsecret\n-----END RSA PRIVATE KEY-----\n'],
  ['a form that the installer does not read', rsa(2048, 'pkcs8')],
  ['a key that is too short', rsa(1024, 'pkcs1')],
])('%s is no such key', (_, pem) => {
  expect(toPublicKey(pem)).toBeUndefined();
});

test('a secret is named for its environment', () => {
  expect(signingKeySecret(environment)).toBe('testing/cluster/service-account-signing-key');
});
