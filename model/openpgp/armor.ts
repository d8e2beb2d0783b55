/** What is wrong with the file of a key, in words, and what would be right. */
export interface KeyFault {
  readonly reason: string;
  readonly remedy: string;
}

/** How an engineer writes the public key alone into a file. */
export const exportRemedy = 'write the public key alone: gpg --armor --export <fingerprint> > <file>';

/** The bytes of one armored public key. Source: RFC 9580, 6.2. */
export function removeArmor(text: string): Uint8Array | KeyFault {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, kind = '']) => kind);
  if (blocks.some((kind) => kind.includes('PRIVATE KEY'))) {
    return {
      reason: 'holds a private key, and anybody who has read this file can sign in its owner’s name',
      remedy: `treat it as stolen: revoke it, make a new one, and ${exportRemedy}`,
    };
  }
  if (/^\s*(ssh|ecdsa|sk-ssh|sk-ecdsa)-/.test(text)) {
    return { reason: 'is an SSH key; Argo CD checks only signatures of GPG', remedy: exportRemedy };
  }
  if (blocks.length !== 1 || blocks[0] !== 'PGP PUBLIC KEY BLOCK') {
    return { reason: blocks.length > 1 ? 'has more than one block' : 'is no armored public key', remedy: exportRemedy };
  }
  const [, body = ''] =
    /-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n([^]*?)-----END PGP PUBLIC KEY BLOCK-----/.exec(text) ?? [];
  const lines = body.split(/\r?\n/);
  const data = lines.slice(lines.indexOf('') + 1).map((line) => line.trim());
  const checksum = data.find((line) => /^=[A-Za-z0-9+/]{4}$/.test(line));
  const encoded = data.filter((line) => line !== checksum).join('');
  const bytes = Buffer.from(encoded, 'base64');
  const whole = bytes.length > 0 && bytes.toString('base64') === encoded;
  return whole && (checksum === undefined || checksum.slice(1) === crc24(bytes))
    ? bytes
    : { reason: 'is damaged: its lines are not what was exported', remedy: exportRemedy };
}

/** Source: RFC 9580, 6.1.1. */
function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return Buffer.from([(crc >> 16) & 0xff, (crc >> 8) & 0xff, crc & 0xff]).toString('base64');
}
