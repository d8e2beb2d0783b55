import { generateKeyPairSync } from 'node:crypto';
import { isSigningKey } from '../../../model/formats/is-signing-key';

const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
const encodings = { publicKeyEncoding, privateKeyEncoding };
const ofCurve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve, ...encodings }).publicKey;
const pem = (body: string) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;

test.each([
  ['P-256, as cosign makes it', ofCurve('prime256v1'), true],
  ['P-384', ofCurve('secp384r1'), true],
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048, ...encodings }).publicKey, true],
  ['the curve of Bitcoin, which Go does not know', ofCurve('secp256k1'), false],
  ['Ed25519', generateKeyPairSync('ed25519', encodings).publicKey, false],
  ['a key of key exchange', generateKeyPairSync('x25519', encodings).publicKey, false],
  ['a few letters', pem('QUJD'), false],
  ['padding alone', pem('===='), false],
])('%s', (_, key, expected) => {
  expect(isSigningKey(key)).toBe(expected);
});
