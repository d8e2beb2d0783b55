import { X509Certificate } from 'node:crypto';

/** Whether a PEM block has a certificate in it, which its characters alone do not say. */
export function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
