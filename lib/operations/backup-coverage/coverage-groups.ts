import type { Holding, Protection } from './holding';

/** Holdings of one protection. */
export interface ProtectedGroup {
  readonly protection: Protection;
  readonly holdings: readonly Holding[];
}

/** Holdings about which one thing has to be done. */
export interface UndecidedGroup {
  readonly remedy: string;
  readonly holdings: readonly { readonly holding: Holding; readonly problem: string }[];
}

/** Holdings as people read them: what is protected, by how; what is not, with the reason; what nobody has decided. */
export interface CoverageGroups {
  readonly protected: readonly ProtectedGroup[];
  readonly unprotected: readonly { readonly holding: Holding; readonly because: string }[];
  readonly undecided: readonly UndecidedGroup[];
}

/** Sorts holdings by their fate; within it they keep their order, and equal protections stand together. */
export function groupHoldings(holdings: readonly Holding[]): CoverageGroups {
  const groups = new Map<string, { protection: Protection; holdings: Holding[] }>();
  for (const holding of holdings) {
    if (!('protection' in holding.fate)) continue;
    const { protection } = holding.fate;
    const { by, howOften, kept, secondCopy, restore } = protection;
    const key = [by, howOften, kept, secondCopy, restore].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { protection, holdings: [holding] });
    else group.holdings.push(holding);
  }
  return {
    protected: [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group),
    unprotected: holdings.flatMap((holding) =>
      'because' in holding.fate ? [{ holding, because: holding.fate.because }] : [],
    ),
    undecided: groupUndecided(holdings),
  };
}

function groupUndecided(holdings: readonly Holding[]): readonly UndecidedGroup[] {
  const groups = new Map<string, { holding: Holding; problem: string }[]>();
  for (const holding of holdings) {
    if (!('problem' in holding.fate)) continue;
    const { problem, remedy } = holding.fate;
    groups.set(remedy, [...(groups.get(remedy) ?? []), { holding, problem }]);
  }
  return [...groups].map(([remedy, found]) => ({ remedy, holdings: found }));
}
