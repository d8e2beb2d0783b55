/** A DNS provider at which challenges are answered, in the zones `domains`. */
export type SolvingProvider = { readonly name: string; readonly domains: readonly string[] } & (
  | {
      readonly kind: 'rfc2136';
      /** Name or address, without brackets. */
      readonly server: string;
      readonly port: number;
      readonly key: { readonly name: string; readonly algorithm: keyof typeof algorithms };
    }
  | { readonly kind: 'cloudflare' }
);

export interface ChallengeSolversProps {
  readonly route53: {
    readonly region: string;
    /** Hosted zone of the answers. */
    readonly zoneId: string;
    /** Zones for whose names it answers. */
    readonly zones: readonly string[];
  };
  readonly providers: readonly SolvingProvider[];
  /** Name of the Secret of a provider, in the namespace of cert-manager. */
  readonly secretName: (provider: string) => string;
}

/** Key of the Secret of a provider. */
export const challengeSecretKey = 'value';

/**
 * Solvers of a ClusterIssuer. The one with the longest zone of a name answers, so without providers Route 53 needs no zones. Aliases are
 * followed into Route 53 alone: a provider writes into the zone that the name is in. Sources: cert-manager, API reference,
 * CertificateDNSNameSelector and ACMEChallengeSolverDNS01.
 */
export function challengeSolvers({ route53, providers, secretName }: ChallengeSolversProps): readonly object[] {
  const { region, zoneId: hostedZoneID, zones } = route53;
  const dns01 = { cnameStrategy: 'Follow', route53: { region, hostedZoneID } };
  if (providers.length === 0) return [{ dns01 }];
  return [
    { selector: { dnsZones: zones }, dns01 },
    ...providers.map((provider) => ({
      selector: { dnsZones: provider.domains },
      dns01: solverFor(provider, { name: secretName(provider.name), key: challengeSecretKey }),
    })),
  ];
}

interface SecretKey {
  readonly name: string;
  readonly key: string;
}

function solverFor(provider: SolvingProvider, secret: SecretKey): object {
  switch (provider.kind) {
    case 'rfc2136': {
      const { server, port, key } = provider;
      return {
        rfc2136: {
          nameserver: `${server.includes(':') ? `[${server}]` : server}:${port}`,
          tsigKeyName: key.name,
          tsigAlgorithm: algorithms[key.algorithm],
          tsigSecretSecretRef: secret,
        },
      };
    }
    case 'cloudflare':
      return { cloudflare: { apiTokenSecretRef: secret } };
  }
}

/** Algorithms of keys, as cert-manager writes them. */
const algorithms = { 'hmac-sha256': 'HMACSHA256', 'hmac-sha512': 'HMACSHA512' } as const;
