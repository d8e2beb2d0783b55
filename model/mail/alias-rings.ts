/** Addresses by the address whose mail they get. */
export type AliasTable = Readonly<Record<string, string | readonly string[]>>;

/** Those who get the mail of an address, as a list. */
export const aliasTargets = (aliases: AliasTable, address: string): readonly string[] => {
  const targets = aliases[address] ?? [];
  return typeof targets === 'string' ? [targets] : targets;
};

/** The way from an address back to itself, with the address at both ends; undefined if its mail never comes back. */
export function findAliasRing(aliases: AliasTable, address: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const follow = (way: readonly string[]): readonly string[] | undefined => {
    const [last = ''] = way.slice(-1);
    for (const target of aliasTargets(aliases, last)) {
      if (target === address) return [...way, target];
      if (seen.has(target)) continue;
      seen.add(target);
      const ring = follow([...way, target]);
      if (ring !== undefined) return ring;
    }
    return undefined;
  };
  return follow([address]);
}
