/**
 * Kinds of key pairs that `commons tenant secrets` makes. `vapid` are the keys of Web Push: the private number and the public point of a
 * P-256 key, each in base64url without padding (RFC 8292); the others are PEM, PKCS#8 and SPKI.
 */
export const keyPairKinds = ['vapid', 'ed25519', 'rsa-2048', 'rsa-4096'] as const;

export type KeyPairKind = (typeof keyPairKinds)[number];
