import ipaddr from 'ipaddr.js';
import { ExtensionsAttribute, Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from '../x509';

/** What a certificate request asks to be vouched for. */
export interface RequestedCertificate {
  /** Attributes of the subject in the order they are written, e.g. `['O', 'system:nodes']`. */
  readonly subject: readonly (readonly [attribute: string, value: string])[];
  readonly dnsNames: readonly string[];
  /** IPv4 and IPv6 addresses, in their short form. */
  readonly addresses: readonly string[];
  /** What no kubelet asks for, in words. */
  readonly oddities: readonly string[];
}

/** PEM that is one block and nothing else: what stands around a block, another reader may take for the request. */
const onePemBlock = /^-----BEGIN CERTIFICATE REQUEST-----\n([A-Za-z0-9+/=]+\n)+-----END CERTIFICATE REQUEST-----\n?$/;

/**
 * Reads a certificate request of PEM.
 *
 * @returns undefined when it is not one, or not one that everybody reads alike
 */
export function requestedCertificate(pem: string): RequestedCertificate | undefined {
  if (!onePemBlock.test(pem)) return undefined;
  try {
    return read(new Pkcs10CertificateRequest(pem));
  } catch {
    // The library throws errors of many kinds; whatever is wrong, nobody vouches for what cannot be read.
    return undefined;
  }
}

function read({ attributes, extensions, subjectName }: Pkcs10CertificateRequest): RequestedCertificate {
  const subject = subjectName
    .toJSON()
    .flatMap((name) => Object.entries(name))
    .flatMap(([attribute, values]) => values.map((value) => [attribute, value] as const));
  const names = extensions.flatMap((extension) =>
    extension instanceof SubjectAlternativeNameExtension ? extension.names.items : [],
  );
  const strange = names.filter(({ type }) => type !== 'dns' && type !== 'ip');
  const foreign = extensions.filter((extension) => !(extension instanceof SubjectAlternativeNameExtension));
  const single = attributes.every(
    (attribute) => attribute instanceof ExtensionsAttribute && attribute.values.length === 1,
  );
  return {
    subject,
    dnsNames: names.flatMap(({ type, value }) => (type === 'dns' ? [value] : [])),
    addresses: names.flatMap(({ type, value }) => (type === 'ip' ? [ipaddr.parse(value).toString()] : [])),
    oddities: [
      ...strange.map(({ type, value }) => `a name of type ${type}, ${value}`),
      ...foreign.map(({ type }) => `the extension ${type}`),
      ...(attributes.length > 1 || extensions.length > 1 || !single ? ['more than one list of names'] : []),
    ],
  };
}
