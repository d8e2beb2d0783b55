import { containsBlock, toBlock } from '../../../model/address-blocks';
import { readTextValue } from '../../../model/records/read-text-value';

/** Whether a TXT record is one whose absence lets others send mail in the name of a domain, or read its mail. */
export const isPolicy = (host: string, value: string): boolean => policyKind(host, readTextValue(value)) !== undefined;

export type PolicyKind = 'SPF' | 'DMARC' | 'DKIM' | 'MTA-STS';

/** What a text at a name is for; undefined if it is none of them. */
export function policyKind(host: string, text: string): PolicyKind | undefined {
  if (/^v=spf1(?: |$)/i.test(text)) return 'SPF';
  if (host.startsWith('_dmarc.')) return 'DMARC';
  if (host.startsWith('_mta-sts.')) return 'MTA-STS';
  return host.includes('._domainkey.') ? 'DKIM' : undefined;
}

/** By which a DMARC policy is weaker than another one, in words. Source: RFC 7489, section 6.3. */
export function weakerDmarc(before: string, after: string): readonly string[] {
  const [old, current] = [tags(before), tags(after)];
  const level = (each: ReadonlyMap<string, string>, tag: string) => {
    const own = each.get(tag) ?? each.get('p') ?? 'none';
    return ['none', 'quarantine', 'reject'].indexOf(own.toLowerCase());
  };
  const percent = (each: ReadonlyMap<string, string>) => Number(each.get('pct') ?? 100);
  const isStrict = (each: ReadonlyMap<string, string>, tag: string) => each.get(tag)?.toLowerCase() === 's';
  return [
    ...(level(current, 'p') < level(old, 'p') ? [`tells receivers to ${deeds[level(current, 'p')] ?? deeds[0]}`] : []),
    ...(level(current, 'p') >= level(old, 'p') && level(current, 'sp') < level(old, 'sp')
      ? [`tells receivers to ${deeds[level(current, 'sp')] ?? deeds[0]}, if its sender is a name below`]
      : []),
    ...(percent(current) < percent(old) ? [`applies to ${percent(current)} % of forged mail`] : []),
    ...(['adkim', 'aspf'].some((tag) => isStrict(old, tag) && !isStrict(current, tag))
      ? ['takes names below the domain for the domain']
      : []),
  ];
}

const deeds: readonly string[] = ['let forged mail through', 'put forged mail aside', 'refuse forged mail'];

const tags = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').flatMap((part) => {
      const [name = '', value] = part.split('=', 2);
      return value === undefined ? [] : [[name.trim().toLowerCase(), value.trim()] as const];
    }),
  );

/** By which a sender policy is weaker than another one, in words. Source: RFC 7208, sections 4.6 and 5. */
export function weakerSpf(before: string, after: string): readonly string[] {
  const [old, current] = [senders(before), senders(after)];
  const more = [...current.passes].filter((term) => ![...old.passes].some((each) => coversSender(each, term)));
  return [
    ...(current.others < old.others
      ? [`says that mail from other servers ${['is genuine', 'may be genuine', 'is doubtful'][current.others] ?? ''}`]
      : []),
    ...(more.length > 0 ? [`lets ${more.sort().join(', ')} send mail in its name`] : []),
  ];
}

/** Whether one term lets the servers of another one send: the same term, or a block with all its addresses. */
function coversSender(one: string, other: string): boolean {
  const [outer, inner] = [one, other].map((term) => toBlock(/^ip[46]:(.+)$/.exec(term)?.[1] ?? ''));
  return one === other || (outer !== undefined && inner !== undefined && containsBlock(outer, inner));
}

/** Terms whose servers may send, and what is said of all others: 0 for passing, 3 for failing. */
function senders(text: string): { readonly passes: ReadonlySet<string>; readonly others: number } {
  const terms = text.toLowerCase().split(/\s+/).slice(1);
  const all = terms.find((term) => /^[-~?+]?all$/.test(term));
  const isRedirected = terms.some((term) => term.startsWith('redirect='));
  const passes = terms
    .filter((term) => /^\+?(?:include|a|mx|ptr|ip4|ip6|exists)(?:[:/]|$)/.test(term))
    .map((term) => term.replace(/^\+/, ''));
  if (isRedirected && all === undefined) passes.push(...terms.filter((term) => term.startsWith('redirect=')));
  // Without a last word, others are neither good nor bad; with a redirection, that policy says it.
  const others = all === undefined ? (isRedirected ? 3 : 1) : ['+', '?', '~', '-'].indexOf(all.slice(0, -3) || '+');
  return { passes: new Set(passes), others };
}
