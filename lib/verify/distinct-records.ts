import { isWithin } from '../../model/domain-names';
import { groupBy } from '../group-by';
import { renderedZones } from '../rendered-zones';
import type { RenderedRule } from './rendered-rule';

/**
 * Records of several parts of an environment and of people come together in zone files, where one may be in the way of another. Sources:
 * RFC 1034, section 3.6.2 (aliases) and 4.2.1 (delegations); RFC 7208, section 4.5 (sender policies).
 */
export const distinctRecordsRule: RenderedRule = {
  id: 'distinct-records',
  holds: 'no record is in zone files twice, beside an alias, below a delegation or in the file of another domain',
  findings: (rendered) => {
    const zones = renderedZones(rendered);
    const all = zones.flatMap(({ file, domain, records }) => records.map((record) => ({ file, domain, ...record })));
    const byHost = groupBy(all, ({ host }) => host);
    const delegated = [...new Set(all.filter(({ type }) => type === 'NS').map(({ host }) => host))];
    return all.flatMap((record, index) => {
      const { file, host, type, value } = record;
      const beside = byHost.get(host) ?? [];
      const told = (reason: string, remedy: string) => [{ place: `${file}: ${host} ${type}`, reason, remedy }];
      const own = zones
        .filter((zone) => isWithin(host, zone.domain))
        .sort((a, b) => b.domain.length - a.domain.length)[0];
      if (own?.file !== file) return told(`it belongs into ${own?.file ?? 'no file'}`, 'move it there');
      const twin = beside.find((other) => other !== record && other.type === type && other.value === value);
      if (twin !== undefined && all.indexOf(twin) < index) return told('it is there twice', 'keep it in one place');
      if (type === 'CNAME' && beside.length > 1) {
        return told('it is an alias beside other records', 'let one of the parts have another name');
      }
      if (isSenderPolicy(type, value) && beside.filter((other) => isSenderPolicy(other.type, other.value)).length > 1) {
        return told('it is one of several sender policies', 'join them in one');
      }
      const cut = delegated.find((zone) => isWithin(host, zone) && !(host === zone && ['NS', 'DS'].includes(type)));
      const isGlue =
        ['A', 'AAAA'].includes(type) && all.some((other) => other.type === 'NS' && other.value === `${host}.`);
      return cut === undefined || isGlue
        ? []
        : told(`it is in the zone ${cut}, which is delegated`, 'choose a name outside it, or write it there');
    });
  },
};

const isSenderPolicy = (type: string, value: string): boolean => type === 'TXT' && /^"v=spf1[ "]/i.test(value);
