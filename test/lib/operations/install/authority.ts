import 'reflect-metadata';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** A certificate authority that signs. */
export class Authority {
  private constructor(
    readonly pem: string,
    private readonly name: string,
    private readonly keys: Awaited<ReturnType<typeof newKeys>>,
    private readonly life: { readonly notBefore: Date; readonly notAfter: Date },
  ) {}

  /** Valid from and until these milliseconds since the epoch. */
  static async make(name: string, from: number, until: number): Promise<Authority> {
    const keys = await newKeys();
    const life = { notBefore: new Date(from), notAfter: new Date(until) };
    const certificate = await X509CertificateGenerator.createSelfSigned({
      ...life,
      name: `CN=${name}`,
      keys,
      signingAlgorithm: algorithm,
      extensions: [new BasicConstraintsExtension(true)],
    });
    return new Authority(certificate.toString('pem'), name, keys, life);
  }

  /** A certificate of a server, as PEM. */
  async sign(subject: string): Promise<string> {
    const { publicKey } = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      ...this.life,
      subject: `CN=${subject}`,
      issuer: `CN=${this.name}`,
      publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
    });
    return certificate.toString('pem');
  }
}
