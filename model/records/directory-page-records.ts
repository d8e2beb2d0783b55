import type { Environment } from '../environment';
import { hasFacts, missingFacts, type Facts } from '../facts';
import type { ProviderRecord } from './zone-record';

/**
 * DNS records of the directory's web pages and of the validation of their certificate. They are not behind the CDN, which would send
 * passwords of everybody through somebody else's machines.
 */
export function directoryPageRecords(
  { directory }: Pick<Environment, 'directory'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] {
  if (directory === undefined) return [];
  const pages = { host: directory.web.host, type: 'CNAME', why: 'web pages of the directory' } as const;
  if (!hasFacts(facts, needed)) return [{ ...pages, waitsFor: missingFacts(facts, needed) }];
  return [
    { ...pages, value: `${facts.directoryBalancer}.` },
    ...Object.entries(facts.directoryCertificateRecords)
      .sort()
      .map(([host, target]): ProviderRecord => {
        return { host, type: 'CNAME', value: `${target}.`, why: 'renews its certificate; never remove it' };
      }),
  ];
}

const needed = ['directoryBalancer', 'directoryCertificateRecords'] as const;
