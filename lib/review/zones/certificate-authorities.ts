import { parseAuthority } from '../../parse-zone';
import { parentName } from './leading-values';
import { recordValues, type ZoneRecords } from './zone-records';

/**
 * Who may issue certificates for a name, for names below it by a wildcard, or for its mail: undefined is everybody. Source: RFC 8659,
 * sections 3 and 4; RFC 9495.
 */
export type Authorities = Readonly<Record<(typeof properties)[number], readonly string[] | undefined>>;

const properties = ['issue', 'issuewild', 'issuemail'] as const;

/** The nearest name with CAA records, from a name upwards, says who may. */
export function namedAuthorities(zones: ZoneRecords, host: string): Authorities {
  const values = recordValues(zones, host, 'CAA');
  if (values.length === 0 && host.includes('.')) return namedAuthorities(zones, parentName(host));
  const named = (property: string) => {
    const found = values.flatMap((value) => {
      const { tag, value: authority } = parseAuthority(value);
      return tag === property ? [authority] : [];
    });
    return found.length === 0 ? undefined : found;
  };
  const issue = named('issue');
  return { issue, issuewild: named('issuewild') ?? issue, issuemail: named('issuemail') };
}

/** Authorities that may issue after a change and could not before; `everybody` where none is named any more. */
export function newAuthorities(before: Authorities, after: Authorities): readonly string[] {
  const found = properties.flatMap((property) => {
    const [old, current] = [before[property], after[property]];
    if (old === undefined) return [];
    if (current === undefined) return ['everybody'];
    return current
      .filter((each) => !old.some((one) => isCovered(each, one)))
      .map((each) => each.replace(/;.*/s, '').trim());
  });
  return [...new Set(found)].filter((each) => each !== '');
}

/** Whether one entry names the same authority as another, with the same conditions or more, such as an account. */
function isCovered(entry: string, other: string): boolean {
  const [parts, old] = [entry, other].map((each) => each.split(';').map((part) => part.trim()));
  return parts?.[0] === old?.[0] && (old ?? []).every((part) => part === '' || (parts ?? []).includes(part));
}
