import { BasicConstraintsExtension, X509Certificate } from '../x509';

/**
 * Faults of certificates that a cluster should trust.
 *
 * @param pem all certificates, one after the other
 */
export function trustBundleFaults(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return ['has no certificate'];
  return blocks.flatMap((block, index) => {
    const which = `certificate ${index + 1} of ${blocks.length}`;
    const certificate = certificateIn(block);
    if (certificate === undefined) return [`${which} cannot be read`];
    const isAuthority = certificate.getExtension(BasicConstraintsExtension)?.ca === true;
    return isAuthority ? [] : [`${which} (${certificate.subject}) is no authority, so nothing is believed by it`];
  });
}

function certificateIn(block: string): X509Certificate | undefined {
  try {
    return new X509Certificate(block);
  } catch {
    return undefined;
  }
}
