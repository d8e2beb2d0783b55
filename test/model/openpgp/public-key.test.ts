import { readPublicKey } from '../../../model/openpgp/public-key';
import { signingKey } from '../../support/signing-key';

/** An armored block around bytes that are no whole key. */
const armored = (bytes: readonly number[], kind = 'PUBLIC') =>
  `-----BEGIN PGP ${kind} KEY BLOCK-----\n\n${Buffer.from(bytes).toString('base64')}\n-----END PGP ${kind} KEY BLOCK-----\n`;

test('a key that signs by a subkey is known by both ids', () => {
  expect(readPublicKey(signingKey('subkey'))).toEqual({
    id: 'DEC3583874FFA558',
    signingIds: ['BD1D429FB5195437'],
    signingFingerprints: ['F5F86612B66FEDA7E3BB6896BD1D429FB5195437'],
    expires: undefined,
  });
});

test('a key that signs itself has one id, and a day on which it ends', () => {
  const [id, expires] = ['8DF44822EBC37135', 1_859_036_613];
  expect(readPublicKey(signingKey('soon'))).toEqual({
    id,
    signingIds: [id],
    signingFingerprints: ['016CEFD51EA9D93565D7A38F8DF44822EBC37135'],
    expires,
  });
});

test('lines may end as on Windows, and there may be none of a checksum', () => {
  const windows = signingKey('subkey').replace(/\n/g, '\r\n');
  expect(readPublicKey(windows)).toMatchObject({ id: 'DEC3583874FFA558' });
  expect(readPublicKey(signingKey('subkey').replace(/\n=[^\n]+/, ''))).toMatchObject({ id: 'DEC3583874FFA558' });
});

test.each([
  [
    'a private key',
    armored([0xc5, 1, 4], 'PRIVATE'),
    'holds a private key, and anybody who has read this file can sign',
  ],
  [
    'a private key after a public one',
    `${signingKey('subkey')}${armored([0xc5, 1, 4], 'PRIVATE')}`,
    'holds a private key',
  ],
  ['a private key that calls itself public', armored([0xc5, 1, 4]), 'holds a private key, labelled as a public one'],
  ['a private subkey that calls itself public', armored([0xc7, 1, 4]), 'holds a private key, labelled as a public one'],
  ['a key of SSH', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGzx ada@example', 'is an SSH key'],
  ['any text', 'ada lovelace', 'is no armored public key'],
  ['two blocks', `${signingKey('soon')}${signingKey('short')}`, 'has more than one block'],
  ['two keys in a block', signingKey('two'), 'has 2 keys in it'],
  ['a block without a key', armored([0xcd, 1, 65]), 'has no key in it'],
  ['a changed letter', signingKey('subkey').replace(/\nmDME\w/, '\nmDMEX'), 'is damaged'],
  ['a packet that is longer than the file', armored([0xc6, 200, 1, 4]), 'is damaged: it ends within a packet'],
  ['RSA of 2048 bits', signingKey('short'), 'signs with RSA of 2048 bits, which is too short'],
  ['DSA', signingKey('dsa'), 'signs with an algorithm that is no longer accepted'],
  ['a key that only certifies', signingKey('certifies'), 'has no key that may sign'],
  ['a revoked key', signingKey('revoked'), 'is revoked by its owner'],
  ['a key of a version to come', armored([0xc6, 10, 6, 0, 0, 0, 0, 27, 0, 0, 0, 0]), 'is of a version that the GnuPG'],
])('%s is refused in plain words', (_, text, reason) => {
  expect(readPublicKey(text)).toMatchObject({ reason: expect.stringContaining(reason) as unknown });
});
