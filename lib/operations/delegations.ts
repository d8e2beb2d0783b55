import type { Environment } from '../../model/environment';
import { missingFacts, type Facts } from '../../model/facts';
import { findDomain, relativeName, zoneFile, type ExternalRecords, type ZoneRecord } from './zone-file';

/** A zone in Route 53 below a registered domain, and the facts of its name servers and its signing key. */
interface DelegatedZone {
  readonly zone: string;
  readonly why: string;
  readonly nameServers: 'clusterZoneNameServers' | 'pagesZoneNameServers';
  readonly dsRecord: 'clusterZoneDsRecord' | 'pagesZoneDsRecord';
}

const delegatedZones = ({ cluster, gitlab }: Environment): readonly DelegatedZone[] => [
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

/** What leads from the registered domains to the zones in Route 53, once AWS has told their name servers. */
export const delegations = (environment: Environment, facts: Partial<Facts>): readonly ExternalRecords[] =>
  delegatedZones(environment).map(({ zone, why, nameServers, dsRecord }) => {
    const file = `${zone}.delegation.zone`;
    const [servers, signingKey] = [facts[nameServers], facts[dsRecord]];
    if (servers === undefined || signingKey === undefined) {
      return { file, waitsFor: missingFacts(facts, [nameServers, dsRecord]) };
    }
    const domain = findDomain(zone, environment) ?? zone;
    const name = relativeName(zone, domain);
    const records: readonly ZoneRecord[] = [
      ...servers.map((server) => ({ name, type: 'NS' as const, value: `${server}.`, why })),
      { name, type: 'DS', value: signingKey, why: 'its signing key; never without the NS records' },
    ];
    return { file, text: zoneFile(domain, environment.name, records) };
  });
