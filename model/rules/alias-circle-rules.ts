import { findingIf, type Finding } from '../finding';
import type { DeclaredAt, RecordSurroundings } from './record-rules';

/** An alias leads to a name that is no alias in the end, and not back to itself. Source: RFC 1034, section 3.6.2. */
export function aliasCircleFindings({ path, record }: DeclaredAt, around: RecordSurroundings): readonly Finding[] {
  if (record.type !== 'CNAME') return [];
  const passed = [record.target];
  for (let name = nextName(record.target, around); name !== undefined; name = nextName(name, around)) {
    if (passed.includes(name)) break;
    passed.push(name);
  }
  const ways = passed.slice(0, passed.indexOf(record.name));
  // A circle is told of once, at its first alias.
  const first = around.declared.find((each) => each.record.type === 'CNAME' && passed.includes(each.record.name));
  return findingIf(
    passed.includes(record.name) && first?.record === record,
    [...path, 'target'],
    ways.length === 0
      ? 'is the name itself, so that it leads nowhere'
      : `leads back to ${record.name} by ${ways.join(' and ')}`,
    'write the name of a host that has addresses',
  );
}

/** What a name is an alias of; undefined if it is none. */
function nextName(name: string, { declared, made }: RecordSurroundings): string | undefined {
  const own = declared.find(({ record }) => record.type === 'CNAME' && record.name === name)?.record;
  if (own?.type === 'CNAME') return own.target;
  const other = made.find(({ host, type }) => type === 'CNAME' && host === name);
  return other !== undefined && 'value' in other ? other.value.replace(/\.$/, '') : undefined;
}
