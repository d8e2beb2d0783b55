import type { Comparison } from '../comparison';
import { isWithin } from '../../../model/domain-names';
import { exampleZone } from '../example-zone';
import { isFirst } from '../is-first';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { lostAddress } from '../zones/lost-address';
import { parseZone, targetHost } from '../../parse-zone';
import { isPolicy } from '../zones/mail-policies';
import { zoneChanges, type RecordChange } from '../zones/zone-changes';
import { unreadLines, type ZoneRecords } from '../zones/zone-records';

/** A name that resolvers no longer find, or to which mail no longer goes. */
export const lostRecordRule: ReviewRule = {
  id: 'lost-record',
  finds: 'a name, delegation, mail host or service that goes from the zone files',
  class: 'interrupts',
  why: 'Names that are not in the zone files are removed at the DNS provider: browsers find nothing, and mail comes back to its sender.',
  remedy: 'Keep the record until nobody uses the name any more, or tell its users before it goes.',
  dangerous: {
    before: exampleZone('@ IN MX 10 mx.commons.example.', 'wiki IN A 192.0.2.10'),
    after: exampleZone('wiki IN A 192.0.2.10'),
  },
  harmless: {
    before: exampleZone('wiki 60 IN A 192.0.2.10 ; tenant wiki', 'pad IN A 192.0.2.10'),
    after: exampleZone('pad IN A 192.0.2.10', 'wiki IN A 192.0.2.10 ; tenant archive', 'new IN A 192.0.2.10'),
  },
  findings: (comparison) => {
    if (isFirst(comparison)) return [];
    const { before, after, files, records } = zoneChanges(comparison);
    const domains = lostDomains(before, after);
    return [
      ...files.flatMap((change) => {
        const { file, after: text } = change;
        const domain = text === undefined ? undefined : parseZone(text.replaceAll('\r\n', '\n')).domain;
        if (text === undefined || (domain !== '' && unreadLines(text) === 0)) return [];
        const what = 'could not be judged: it has lines that are no records';
        return [{ ...elsewhere, class: 'watch' as const, subject: `zone file ${file}`, what, targets: [{ change }] }];
      }),
      ...domains.map((domain) => ({
        ...elsewhere,
        class: 'interrupts' as const,
        subject: `DNS zone ${domain}`,
        what: 'goes with all its records',
        targets: files
          .filter((change) => change.after === undefined && change.file === `dns/${domain}.zone`)
          .map((change) => ({ change })),
      })),
      ...records
        .filter(({ host, gone }) => gone.length > 0 && !domains.some((domain) => isWithin(host, domain)))
        .flatMap((change) => {
          const [danger, what] = lossFor(change, comparison) ?? [];
          if (danger === undefined || what === undefined) return [];
          const isLate = after.waiting.has(`${change.host} ${change.type}`);
          return [
            {
              ...elsewhere,
              class: isLate ? ('watch' as const) : danger,
              subject: `DNS name ${change.host}`,
              what: isLate ? `waits for a fact: until then it has no ${change.type} record` : what,
              targets: change.targets,
            },
          ];
        }),
    ];
  },
};

const elsewhere: Pick<RuleFinding, 'layer'> = { layer: 'elsewhere' };

/** Domains of which no name is left. */
const lostDomains = (before: ZoneRecords, after: ZoneRecords): readonly string[] => {
  const hosts = [...after.values.keys()];
  return before.domains.filter(
    (domain) => domain !== '' && !after.domains.includes(domain) && !hosts.some((host) => isWithin(host, domain)),
  );
};

/** What happens without the records that are gone; undefined if nothing does, or another rule says it. */
function lossFor(change: RecordChange, comparison: Comparison): readonly [ReviewClass, string] | undefined {
  const { type, before, after, come } = change;
  const isLess = after.length > 0 && come.length === 0;
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
      return lostAddress(change, comparison);
    case 'MX': {
      const takesMail = (values: readonly string[]) => values.some((value) => targetHost(value) !== '');
      if (takesMail(before) && !takesMail(after)) return ['interrupts', 'gets no mail any more'];
      if (after.length === 0) return ['watch', 'no longer says that it takes no mail'];
      return isLess ? ['watch', 'has fewer mail hosts'] : undefined;
    }
    case 'NS':
      if (after.length === 0) return ['interrupts', 'is no longer delegated: no name in its zone is found'];
      return isLess ? ['watch', 'has fewer name servers'] : undefined;
    case 'SRV':
      return after.length === 0 ? ['interrupts', 'is a service that nobody finds any more'] : undefined;
    case 'TXT':
      return change.gone.every((value) => isPolicy(change.host, value))
        ? undefined
        : ['watch', 'loses a text, by which somebody may know whose the domain is'];
    case 'CAA':
    case 'DS':
    case 'SSHFP':
    case 'TLSA':
      // The rule `weaker-record` says what these protect.
      return undefined;
    default:
      return after.length === 0 ? ['watch', `has no ${type} record any more`] : undefined;
  }
}
