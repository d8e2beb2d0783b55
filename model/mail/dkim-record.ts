/** Bits of RSA keys of which verifiers take signatures. Source: RFC 8301, section 3.2. */
const verifiedBits = { least: 1024, most: 4096 } as const;

/** Why nobody could verify signatures of this key; undefined if everybody can. It is the public half, DER (SPKI) in base64. */
export function dkimKeyProblem(key: string): string | undefined {
  const bits = /^[A-Za-z0-9+/]+={0,2}$/.test(key) ? modulusBits(Buffer.from(key, 'base64')) : undefined;
  if (bits === undefined) return 'is not the public half of an RSA key, in base64';
  return bits < verifiedBits.least || bits > verifiedBits.most
    ? `has ${bits} bits, and servers verify ${verifiedBits.least} to ${verifiedBits.most}`
    : undefined;
}

/** The algorithm of an RSA key in DER. Source: RFC 8017, appendix A.1. */
const rsaAlgorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex');

/** Types of DER that lie around the modulus: a bit string with no bit unused, a sequence, and the number itself. */
const around = [0x03, 0x30, 0x02] as const;

/** Bits of the modulus of an RSA key in DER; undefined for anything else. */
function modulusBits(der: Buffer): number | undefined {
  let at = der.indexOf(rsaAlgorithm);
  if (at === -1) return undefined;
  at += rsaAlgorithm.length;
  let length = 0;
  for (const type of around) {
    if (der[at] !== type) return undefined;
    const first = der[at + 1] ?? 0;
    const more = first < 0x80 ? 0 : first - 0x80;
    if (more > 2) return undefined;
    length = more === 0 ? first : der.readUIntBE(at + 2, more);
    at += 2 + more;
    if (at + length > der.length) return undefined;
    // A bit string says first how many bits of its last byte are unused, and a number that is not negative begins with a zero.
    if (type !== 0x30 && der[at] === 0) [at, length] = [at + 1, length - 1];
  }
  return length * 8;
}

/** Text of the record of a DKIM key (RFC 6376, section 3.6.1); longer than one string of a TXT record, which zone files split. */
export const dkimRecord = (key: string): string => `v=DKIM1; k=rsa; p=${key}`;
