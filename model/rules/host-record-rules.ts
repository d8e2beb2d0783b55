import { isWithin } from '../domain-names';
import { findingIf, type Finding } from '../finding';
import { platformHosts } from '../platform-hosts';
import type { EnvironmentFile } from './findings';

/** Names of hosts in DNS: below zones and domains that the environment has, each once. */
export function hostRecordFindings(environment: EnvironmentFile): readonly Finding[] {
  const { hosts, privateZones, domains, cluster, gitlab } = environment;
  const sites = [cluster.baseDomain, ...(gitlab?.pages === undefined ? [] : [gitlab.pages.domain])];
  const asked = hosts.machines.flatMap(({ records, name }, index) =>
    records.public.map((host, at) => ({
      host,
      name,
      path: ['hosts', 'machines', index, 'records', 'public', at],
    })),
  );
  return [
    ...hosts.machines.flatMap(({ address, records }, index) => {
      const path = ['hosts', 'machines', index, 'records'];
      return [
        ...findingIf(
          records.private !== undefined && !privateZones.includes(records.private),
          [...path, 'private'],
          `${records.private ?? ''} is not one of privateZones`,
          privateZones.length === 0 ? 'add it to privateZones' : `write one of: ${privateZones.join(', ')}`,
        ),
        ...findingIf(
          records.public.length > 0 && address === 'private',
          [...path, 'public'],
          'would lead to an address that the internet does not reach',
          'write address: { public: <reason> }, or a name in a private zone',
        ),
      ];
    }),
    ...asked.flatMap(({ host, path }, at) => {
      const twin = asked.slice(0, at).find((other) => other.host === host);
      return [
        ...findingIf(
          twin !== undefined,
          path,
          `${host} is a name of host ${twin?.name ?? ''}`,
          'choose another name: one name leads to one host',
        ),
        ...findingIf(
          platformHosts(environment).includes(host),
          path,
          `${host} is the environment's own`,
          'choose another name',
        ),
        ...findingIf(
          !domains.some((domain) => isWithin(host, domain) && host !== domain) ||
            sites.some((site) => isWithin(host, site)),
          path,
          `${host} is not a name below a domain whose records are kept at the DNS provider`,
          `choose a name below one of: ${domains.join(', ')}`,
        ),
      ];
    }),
  ];
}
