import type { Environment } from '../environment';
import { hasFacts, missingFacts, type Facts } from '../facts';
import type { ProviderRecord } from './zone-record';

/**
 * DNS records of a Keycloak beside the cluster and of the validation of its certificate. None if it runs in the cluster, or the
 * single sign-on is external. The login host is behind the CDN, as every host of the community. The administration host is not,
 * so that it sees client addresses.
 */
export function singleSignOnRecords(
  { singleSignOn: { issuer, keycloak }, edge: { cdn } }: Pick<Environment, 'singleSignOn' | 'edge'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] {
  if (keycloak?.placement !== 'ecs') return [];
  const login = { host: new URL(issuer).hostname, type: 'CNAME', why: 'single sign-on' } as const;
  const administration = { host: keycloak.adminHost, type: 'CNAME', why: 'its administration' } as const;
  if (!hasFacts(facts, needed)) {
    const waitsFor = missingFacts(facts, needed);
    return [
      { ...login, waitsFor },
      { ...administration, waitsFor },
    ];
  }
  const balancer = `${facts.singleSignOnBalancer}.`;
  return [
    { ...login, value: 'none' in cdn ? balancer : `${cdn.canonicalName}.` },
    { ...administration, value: balancer },
    ...Object.entries(facts.singleSignOnCertificateRecords)
      .sort()
      .map(([host, target]): ProviderRecord => {
        return { host, type: 'CNAME', value: `${target}.`, why: 'renews its certificate; never remove it' };
      }),
  ];
}

const needed = ['singleSignOnBalancer', 'singleSignOnCertificateRecords'] as const;
