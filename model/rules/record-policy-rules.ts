import { findingIf, type Finding } from '../finding';
import { spfLookupLimit, spfLookups } from '../mail/spf-record';
import { dmarcFaults, signingKeyFaults } from './mail-text-rules';
import type { DeclaredAt, RecordSurroundings } from './record-rules';
import { senderPolicyFaults } from './sender-policy-rules';

/** Policies of which a name has one: with two, receivers take none. */
const policies = [
  // RFC 7208, section 4.5.
  { begins: 'v=spf1', is: (text: string) => /^v=spf1( |$)/i.test(text) },
  // RFC 7489, section 6.6.3.
  { begins: 'v=DMARC1', is: (text: string) => /^v=DMARC1\s*(;|$)/.test(text) },
] as const;

/** A name has one policy of each kind, which receivers read to its end. */
export function recordPolicyFindings({ path, record }: DeclaredAt, { made }: RecordSurroundings): readonly Finding[] {
  if (record.type !== 'TXT') return [];
  return [
    ...formFindings(record.values, [...path, 'values']),
    ...faultFindings(record, [...path, 'values']),
    ...policies.flatMap(({ begins, is }) => {
      const own = made.find(
        (each) => each.host === record.name && each.type === 'TXT' && 'value' in each && is(each.value.slice(1, -1)),
      );
      const found = record.values.flatMap((text, index) => (is(text) ? [index] : []));
      return found.slice(own === undefined ? 1 : 0).map((index) => ({
        path: [...path, 'values', index],
        reason: `${record.name} has another text that begins with ${begins}${own === undefined ? '' : `: ${own.why}`}`,
        remedy: 'join them in one: with two, receivers take none',
      }));
    }),
  ];
}

/** Policies that receivers give up, or never take for one. Sources: RFC 7208, section 4.6.4; RFC 7489, section 6.3. */
const formFindings = (values: readonly string[], path: Finding['path']): readonly Finding[] => {
  const [spf, dmarc] = policies;
  return values.flatMap((text, index) => {
    const lookups = spf.is(text) ? spfLookups(text).length : 0;
    return [
      ...findingIf(
        lookups > spfLookupLimit,
        [...path, index],
        `makes an SPF record of ${lookups} look-ups, and others stop at ${spfLookupLimit}`,
        'name blocks of addresses instead of some names, or let a sender use a domain of its own',
      ),
      ...findingIf(
        /(^|;)\s*v\s*=\s*DMARC1\s*(;|$)/i.test(text) && !dmarc.is(text),
        [...path, index],
        'is no policy of DMARC to receivers, which read v=DMARC1 at its beginning, in these letters',
        'write v=DMARC1 first, like v=DMARC1; p=none',
      ),
    ];
  });
};

/** Texts that receivers of mail do not understand, by the names at which they look for them. */
const faultFindings = (
  { name, values }: { readonly name: string; readonly values: readonly string[] },
  path: Finding['path'],
): readonly Finding[] => {
  const [spf, dmarc] = policies;
  return values.flatMap((text, index) =>
    [
      ...(spf.is(text) ? senderPolicyFaults(text) : []),
      ...(dmarc.is(text) && name.startsWith('_dmarc.') ? dmarcFaults(text) : []),
      // A selector's name may have other texts beside its key.
      ...(/^[^.]+(\.[^.]+)*\._domainkey\./.test(name) && /(^|;)\s*[vp]\s*=/i.test(text) ? signingKeyFaults(text) : []),
    ].map(([reason, remedy]) => ({ path: [...path, index], reason, remedy })),
  );
};
