import type { Environment } from '../environment';
import { missingFacts, type Facts } from '../facts';
import type { ProviderRecord } from './zone-record';

/** A zone in Route 53 below a registered domain, and the facts of its name servers and its signing key. */
interface DelegatedZone {
  readonly zone: string;
  readonly why: string;
  readonly nameServers: 'clusterZoneNameServers' | 'pagesZoneNameServers';
  readonly dsRecord: 'clusterZoneDsRecord' | 'pagesZoneDsRecord';
}

const delegatedZones = ({ cluster, gitlab }: Pick<Environment, 'cluster' | 'gitlab'>): readonly DelegatedZone[] => [
  {
    zone: cluster.baseDomain,
    why: 'cluster zone',
    nameServers: 'clusterZoneNameServers',
    dsRecord: 'clusterZoneDsRecord',
  },
  ...(gitlab?.pages === undefined
    ? []
    : ([
        {
          zone: gitlab.pages.domain,
          why: 'zone of GitLab’s sites',
          nameServers: 'pagesZoneNameServers',
          dsRecord: 'pagesZoneDsRecord',
        },
      ] as const)),
];

/**
 * Records that delegate from the registered domains to the zones in Route 53. Both types wait for both facts: a DS record without
 * the name servers, or the other way round, would make the zone fail to resolve.
 */
export const delegationRecords = (
  environment: Pick<Environment, 'cluster' | 'gitlab'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] =>
  delegatedZones(environment).flatMap(({ zone: host, why, nameServers, dsRecord }): readonly ProviderRecord[] => {
    const [servers, signingKey] = [facts[nameServers], facts[dsRecord]];
    if (servers === undefined || signingKey === undefined) {
      const waitsFor = missingFacts(facts, [nameServers, dsRecord]);
      return [
        { host, type: 'NS', why, waitsFor },
        { host, type: 'DS', why: signingKeyReason, waitsFor },
      ];
    }
    return [
      ...servers.map((server) => ({ host, type: 'NS' as const, value: `${server}.`, why })),
      { host, type: 'DS', value: signingKey, why: signingKeyReason },
    ];
  });

const signingKeyReason = 'its signing key; never without the NS records';
