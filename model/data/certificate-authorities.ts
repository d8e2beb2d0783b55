/** An authority that issues certificates for hosts of an environment. */
export interface CertificateAuthority {
  readonly name: string;
  /** Domains by which CAA records name it; any of them lets it issue. */
  readonly domains: readonly string[];
  /** How it sees that a host is ours, as CAA records call it (RFC 8657). */
  readonly validation: string;
}

/** Where cert-manager asks for the certificates of the cluster's hosts. */
export const letsEncrypt = {
  name: 'Let’s Encrypt',
  /** Source: https://letsencrypt.org/docs/acme-protocol-updates. */
  directory: 'https://acme-v02.api.letsencrypt.org/directory',
  /** Source: https://letsencrypt.org/docs/caa. */
  domains: ['letsencrypt.org'],
  validation: 'dns-01',
  /**
   * Certificates for new sets of names below a registered domain in seven days, more by request. A set that had a certificate before
   * does not count, also with another account. Source: https://letsencrypt.org/docs/rate-limits.
   */
  weeklyOfDomain: 50,
} as const;

/** Who issues the certificate of a Keycloak beside the cluster. Source: AWS Certificate Manager user guide, "CAA records". */
export const amazon: CertificateAuthority = {
  name: 'Amazon',
  domains: ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'],
  validation: 'dns-01',
};
