import { didYouMean } from '../did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** DNS providers keep registered domains, each of which is at one provider. */
export function dnsFindings({ dns, domains }: EnvironmentFile): readonly Finding[] {
  const kept = dns.providers.flatMap((provider, index) =>
    provider.domains.map((domain, at) => ({ domain, path: ['dns', 'providers', index, 'domains', at] })),
  );
  return [
    ...kept.flatMap(({ domain, path }) =>
      findingIf(
        !domains.includes(domain),
        path,
        `${domain} is not one of the registered domains`,
        didYouMean(domain, domains, `write one of domains: ${domains.join(', ')}`),
      ),
    ),
    ...repeatFindings(
      kept.map(({ domain }) => domain),
      (index) => kept[index]?.path ?? [],
      () => 'is kept by another provider too, or named twice',
      'name each domain once: its records would be written twice',
    ),
  ];
}
