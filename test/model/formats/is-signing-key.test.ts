import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isSigningKey } from '../../../model/formats/is-signing-key';

const toPem = ({ publicKey }: { readonly publicKey: KeyObject }) =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString();
const ofCurve = (namedCurve: string) => toPem(generateKeyPairSync('ec', { namedCurve }));
const pem = (body: string) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;

test.each([
  ['P-256, as cosign makes it', ofCurve('prime256v1'), true],
  ['P-384', ofCurve('secp384r1'), true],
  ['RSA', toPem(generateKeyPairSync('rsa', { modulusLength: 2048 })), true],
  ['the curve of Bitcoin, which Go does not know', ofCurve('secp256k1'), false],
  ['Ed25519', toPem(generateKeyPairSync('ed25519')), false],
  ['a key of key exchange', toPem(generateKeyPairSync('x25519')), false],
  ['a few letters', pem('QUJD'), false],
  ['padding alone', pem('===='), false],
])('%s', (_, key, expected) => {
  expect(isSigningKey(key)).toBe(expected);
});
