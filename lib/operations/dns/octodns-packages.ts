import type { DnsProvider } from '../../../model/schema/dns';

/** A package of PyPI in the one version that `commons dns` works with. */
export interface PythonPackage {
  readonly name: string;
  readonly version: string;
}

/** octoDNS itself, and what reads zone files and speaks to name servers by RFC 2136. */
export const octodns: PythonPackage = { name: 'octodns', version: '1.22.0' };
export const octodnsBind: PythonPackage = { name: 'octodns-bind', version: '1.1.0' };

/** What speaks to each kind of provider, and the class that does. */
export const providerPackages: Readonly<Record<DnsProvider['kind'], PythonPackage & { readonly provider: string }>> = {
  rfc2136: { ...octodnsBind, provider: 'octodns_bind.Rfc2136Provider' },
  route53: { name: 'octodns-route53', version: '1.3.1', provider: 'octodns_route53.Route53Provider' },
  cloudflare: { name: 'octodns-cloudflare', version: '1.2.0', provider: 'octodns_cloudflare.CloudflareProvider' },
  desec: { name: 'octodns-desec', version: '1.3.0', provider: 'octodns_desec.DesecProvider' },
  gandi: { name: 'octodns-gandi', version: '1.2.0', provider: 'octodns_gandi.GandiProvider' },
};

/** Packages that a provider needs, each once. */
export const packagesFor = ({ kind }: Pick<DnsProvider, 'kind'>): readonly PythonPackage[] =>
  [octodns, octodnsBind, providerPackages[kind]].filter(
    ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
  );
