import { createPublicKey } from 'node:crypto';

/** Bits of RSA keys of which verifiers take signatures. Source: RFC 8301, section 3.2. */
const verifiedBits = { least: 1024, most: 4096 } as const;

/** Why nobody could verify signatures of this key; undefined if everybody can. It is the public half, DER (SPKI) in base64. */
export function dkimKeyProblem(key: string): string | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    if (asymmetricKeyType !== 'rsa')
      return `is a key of type ${asymmetricKeyType ?? ''}, and not every server verifies others than RSA`;
    return bits < verifiedBits.least || bits > verifiedBits.most
      ? `has ${bits} bits, and servers verify ${verifiedBits.least} to ${verifiedBits.most}`
      : undefined;
  } catch {
    return 'is not the public half of a key, in base64';
  }
}

/** Text of the record of a DKIM key (RFC 6376, section 3.6.1); longer than one string of a TXT record, which zone files split. */
export const dkimRecord = (key: string): string => `v=DKIM1; k=rsa; p=${key}`;
