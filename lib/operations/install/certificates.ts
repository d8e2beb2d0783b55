import { X509Certificate } from '../x509';

/** The fields of a certificate that an installation needs. */
export interface Certificate {
  readonly subject: string;
  /** In hexadecimal digits. */
  readonly serialNumber: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** PEM without line breaks, for comparisons. */
  readonly body: string;
}

const pemBlocks = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/**
 * All PEM certificates in a text.
 *
 * @throws Error when a certificate is invalid.
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
