import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A public key that GnuPG 2.2 has exported: `subkey` signs with a subkey, `soon` with RSA of 3072 bits until the end of 2028;
 * the others are wrong in the way in which they are named.
 */
export const signingKey = (
  name: 'subkey' | 'soon' | 'expired' | 'revoked' | 'short' | 'dsa' | 'certifies' | 'two',
): string => readFileSync(join(__dirname, 'signing-keys', `${name}.asc`), 'utf8');
