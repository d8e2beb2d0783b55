import { createECDH, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { newKeyPair } from '../../bin/new-key-pair';

test('the keys of Web Push are a number and its point on the curve, in base64url without padding', () => {
  const pair = newKeyPair('vapid');
  const [number, point] = [Buffer.from(pair.private, 'base64url'), Buffer.from(pair.public, 'base64url')];
  expect([number.length, point.length, point[0]]).toEqual([32, 65, 4]);
  expect(pair.private + pair.public).toMatch(/^[A-Za-z0-9_-]+$/);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(number);
  expect(curve.getPublicKey('base64url')).toBe(pair.public);
});

test.each([
  ['ed25519', undefined, 'ed25519', {}],
  ['rsa-2048', 'sha256', 'rsa', { modulusLength: 2048 }],
  ['rsa-4096', 'sha256', 'rsa', { modulusLength: 4096 }],
] as const)('%s is PEM, and one key takes what the other has signed', (kind, digest, type, details) => {
  const pair = newKeyPair(kind);
  expect(pair.private).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^]*\n-----END PRIVATE KEY-----\n$/);
  expect(pair.public).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^]*\n-----END PUBLIC KEY-----\n$/);
  const key = createPrivateKey(pair.private);
  expect([key.asymmetricKeyType, key.asymmetricKeyDetails]).toMatchObject([type, details]);
  const text = Buffer.from('text');
  expect(verify(digest, text, createPublicKey(pair.public), sign(digest, text, key))).toBe(true);
});

test('no pair is like another', () => {
  expect(newKeyPair('vapid')).not.toEqual(newKeyPair('vapid'));
});
