import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate and its key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** The authority that everything in a test believes, and nothing outside of it. */
export class Authority {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly own: X509Certificate,
  ) {}

  static async make(): Promise<Authority> {
    const keys = await makeKeys();
    const own = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=cluster-without-machines',
      keys,
      ...validity(),
      signingAlgorithm: algorithm,
      // Python refuses an authority without these. Source: Python's documentation, ssl.VERIFY_X509_STRICT.
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(keys, own);
  }

  get certificate(): string {
    return this.own.toString('pem');
  }

  /** For a server of these names and of 127.0.0.1. */
  async issue(names: readonly string[]): Promise<KeyPair> {
    const keys = await makeKeys();
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${names[0] ?? 'server'}`,
      issuer: this.own.subject,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      ...validity(),
      signingAlgorithm: algorithm,
      extensions: [
        await AuthorityKeyIdentifierExtension.create(this.keys.publicKey),
        new SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          ...names.map((value) => ({ type: 'dns', value }) as const),
        ]),
      ],
    });
    return { certificate: certificate.toString('pem'), key: await privateKey(keys) };
  }
}

/** An RSA key by which an API server signs the tokens of service accounts. */
export async function tokenKeys(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: Uint8Array.of(1, 0, 1),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  const publicKey = await webcrypto.subtle.exportKey('spki', keys.publicKey);
  return { publicKey: PemConverter.encode(publicKey, 'PUBLIC KEY'), privateKey: await privateKey(keys) };
}

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const privateKey = async ({ privateKey: key }: webcrypto.CryptoKeyPair): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  const day = 86_400_000;
  return { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) };
}
