import { isWithin } from '../domain-names';
import { findingIf, type Finding } from '../finding';
import type { DeclaredAt, RecordSurroundings } from './record-rules';

/** A name at or below a delegation is answered by the name servers that are delegated to. Source: RFC 1034, section 4.2.1. */
export const delegatedRecordFindings = (each: DeclaredAt, around: RecordSurroundings): readonly Finding[] => [
  ...occludedFindings(each, around),
  ...delegationFindings(each, around),
];

/** A declared record in a zone that is delegated. */
function occludedFindings({ path, record }: DeclaredAt, { declared, made }: RecordSurroundings): readonly Finding[] {
  const ours = made.find(({ host, type }) => type === 'NS' && isWithin(record.name, host));
  if (ours !== undefined && !(ours.host === record.name && record.type === 'NS')) {
    const reason = `${record.name} is in the zone ${ours.host} (${ours.why}), which Route 53 answers for`;
    return [{ path: [...path, 'name'], reason, remedy: `choose a name outside ${ours.host}` }];
  }
  const other = declared.find(
    (each) => each.record !== record && each.record.type === 'NS' && isWithin(record.name, each.record.name),
  )?.record;
  if (other?.type !== 'NS' || other.name === record.name) {
    return findingIf(
      other?.name === record.name && record.type !== 'NS',
      [...path, 'name'],
      `${record.name} is delegated to other name servers, which answer for it`,
      'have it written there',
    );
  }
  const isGlue = (record.type === 'A' || record.type === 'AAAA') && other.values.includes(record.name);
  return findingIf(
    !isGlue,
    [...path, 'name'],
    `${record.name} is in the zone ${other.name}, which is delegated to other name servers`,
    'have it written there',
  );
}

/** A delegation takes no host of the environment away, and leads to name servers that have addresses. */
function delegationFindings({ path, record }: DeclaredAt, { declared, made }: RecordSurroundings): readonly Finding[] {
  if (record.type !== 'NS') return [];
  const { name, values } = record;
  // A record of the name itself that is in the way is found as its neighbour.
  const isNeighbour = made.some(({ host, type }) => host === name && (type === 'CNAME' || type === 'NS'));
  const taken = made.find(({ host }) => isWithin(host, name) && !values.includes(host));
  const hasAddress = (server: string) =>
    declared.some((each) => each.record.name === server && /^A(AAA)?$/.test(each.record.type)) ||
    made.some(({ host, type }) => host === server && /^A(AAA)?$/.test(type));
  return [
    ...findingIf(
      name.startsWith('*.'),
      [...path, 'name'],
      'is a delegation of a wildcard, which resolvers understand in different ways (RFC 4592, section 4.2)',
      'delegate each name by itself',
    ),
    ...findingIf(
      taken !== undefined && !isNeighbour,
      [...path, 'name'],
      `delegates ${taken?.host ?? ''} to other name servers, and the environment has it: ${taken?.why ?? ''}`,
      'delegate a name that no host of the environment is at or below',
    ),
    ...values.flatMap((server, index) =>
      findingIf(
        isWithin(server, name) && !hasAddress(server),
        [...path, 'values', index],
        `${server} is in ${name} itself, so nobody finds its address`,
        `add a record of type A or AAAA for ${server}`,
      ),
    ),
  ];
}
