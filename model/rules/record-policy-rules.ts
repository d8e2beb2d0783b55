import type { Finding } from '../finding';
import type { DeclaredAt, RecordSurroundings } from './record-rules';

/** Policies of which a name has one: with two, receivers take none. */
const policies = [
  // RFC 7208, section 4.5.
  { begins: 'v=spf1', is: (text: string) => /^v=spf1( |$)/i.test(text) },
  // RFC 7489, section 6.6.3.
  { begins: 'v=DMARC1', is: (text: string) => /^v=DMARC1\s*(;|$)/.test(text) },
] as const;

/** A name has one policy of each kind. */
export function recordPolicyFindings({ path, record }: DeclaredAt, { made }: RecordSurroundings): readonly Finding[] {
  if (record.type !== 'TXT') return [];
  return policies.flatMap(({ begins, is }) => {
    const own = made.find(
      (each) => each.host === record.name && each.type === 'TXT' && 'value' in each && is(each.value.slice(1, -1)),
    );
    const found = record.values.flatMap((text, index) => (is(text) ? [index] : []));
    return found.slice(own === undefined ? 1 : 0).map((index) => ({
      path: [...path, 'values', index],
      reason: `${record.name} has another text that begins with ${begins}${own === undefined ? '' : `: ${own.why}`}`,
      remedy: 'join them in one: with two, receivers take none',
    }));
  });
}
