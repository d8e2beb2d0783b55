import { blocksOverlap, prefixLength } from '../address-blocks';
import { specialPurposeBlocks } from '../data/special-purpose-blocks';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { findAliasRing } from '../mail/alias-rings';
import { spfLookupLimit, spfLookups, spfRecord } from '../mail/spf-record';
import type { MailDomain, OwnMail } from '../schema/own-mail';

/** Shortest prefix of a block that one owner has: the registries gave out nothing larger. Source: IANA, IPv4 address space. */
const shortestPrefix = 8;

/** An SPF record that others finish reading, and that lets in only those who send. */
export function spfFindings(domain: MailDomain, mail: OwnMail, path: readonly (string | number)[]): readonly Finding[] {
  const { name, alsoSentBy } = domain;
  const lookups = spfLookups(spfRecord(mail, domain));
  const included = Object.fromEntries(mail.domains.map((each) => [each.name, includedNames(each)]));
  return [
    ...repeatFindings(
      alsoSentBy.map((other) => ('include' in other ? other.include : other.block)),
      (index) => [...path, 'alsoSentBy', index],
      (first) => `repeats alsoSentBy[${first}]`,
      'keep it in one place',
    ),
    ...alsoSentBy.flatMap((other, index) =>
      'include' in other
        ? findingIf(
            findAliasRing({ ...included, [name]: other.include }, name) !== undefined,
            [...path, 'alsoSentBy', index, 'include'],
            `leads back to ${name} itself, and no receiver reads such a record to its end`,
            'remove it: name the others who send, not this domain',
          )
        : blockFindings(other.block, [...path, 'alsoSentBy', index, 'block']),
    ),
    ...findingIf(
      lookups.length > spfLookupLimit,
      [...path, 'alsoSentBy'],
      `makes an SPF record of ${lookups.length} look-ups, and others stop at ${spfLookupLimit}`,
      'name blocks of addresses instead of some names, or let a sender use a domain of its own',
    ),
  ];
}

function blockFindings(block: string, path: readonly (string | number)[]): readonly Finding[] {
  if (prefixLength(block) < shortestPrefix) {
    const reason = 'has more addresses than any sender, so strangers could send in the name of the domain';
    return [{ path, reason, remedy: 'name the blocks that the sender tells' }];
  }
  const special = specialPurposeBlocks.find((each) => blocksOverlap(each, block));
  return findingIf(
    special !== undefined,
    path,
    `is in ${special ?? ''}, from which no mail reaches another server`,
    'name the public addresses of the sender: of its NAT, if it is behind one',
  );
}

const includedNames = ({ alsoSentBy }: MailDomain): readonly string[] =>
  alsoSentBy.flatMap((other) => ('include' in other ? [other.include] : []));
