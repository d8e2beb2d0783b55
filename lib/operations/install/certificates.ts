import { X509Certificate } from '../x509';

/** A certificate, as far as an installation looks at it. */
export interface Certificate {
  readonly subject: string;
  /** In hexadecimal digits. */
  readonly serialNumber: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** PEM without line breaks, to compare it by. */
  readonly body: string;
}

const pemBlocks = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/**
 * All certificates of PEM in a text.
 *
 * @throws Error when one cannot be read.
 */
export const parseCertificates = (text: string): readonly Certificate[] =>
  [...text.matchAll(pemBlocks)].map(([, block = '']) => {
    const body = block.replaceAll(/\s/g, '');
    const certificate = new X509Certificate(body);
    return {
      subject: certificate.subject,
      serialNumber: certificate.serialNumber,
      validFrom: certificate.notBefore.getTime(),
      validUntil: certificate.notAfter.getTime(),
      body,
    };
  });
