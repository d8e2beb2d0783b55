import { spfLookups } from '../../../model/mail/spf-record';
import type { WorldView } from './world-view';

/** What reading an SPF record to its end takes (RFC 7208, section 4.6.4). */
export interface SpfTree {
  /** Look-ups, those of included records among them. */
  readonly lookups: number;
  /** Names that are included and have no SPF record, or several: receivers give up there. */
  readonly broken: readonly string[];
}

/** Reads an SPF record with all that it includes, as a receiver does. */
export async function readSpfTree(
  record: string,
  { texts }: Pick<WorldView, 'texts'>,
  above: readonly string[] = [],
): Promise<SpfTree> {
  const terms = spfLookups(record);
  let tree: SpfTree = { lookups: terms.length, broken: [] };
  for (const term of terms) {
    const name = /^[+?~-]?(?:include:|redirect=)(.+)$/i.exec(term)?.[1];
    // Receivers stop long before that, and a ring has no end.
    if (name === undefined || above.length > 10 || tree.lookups > 50) continue;
    const found = (await texts(name)).filter(isSpf);
    const [included, ...others] = found;
    if (included === undefined || others.length > 0 || above.includes(name)) {
      tree = { ...tree, broken: [...tree.broken, name] };
      continue;
    }
    const inner = await readSpfTree(included, { texts }, [...above, name]);
    tree = { lookups: tree.lookups + inner.lookups, broken: [...tree.broken, ...inner.broken] };
  }
  return tree;
}

/** Whether a text is an SPF record. */
export const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);
