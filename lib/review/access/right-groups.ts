import type { Statement } from '../../iam/policy-statements';
import type { Right } from '../../iam/rights';
import type { ReviewClass } from '../review-finding';
import { reachWords, type Reachable } from './reach';
import { actionWords, loosenedWords, negatedPatterns, principalWords } from './right-words';

/** Rights that are said in one sentence. */
export interface RightGroup {
  readonly class: ReviewClass;
  /** Whom it is about, if statements say so: that of a resource. */
  readonly principal: string;
  /** Like `s3:GetObject on every tenant’s bucket`. */
  readonly words: string;
}

export interface RightGroupsProps {
  /** Statements that the rights were taken from. */
  readonly statements: readonly Statement[];
  /** Statements before the change, to tell a right under fewer conditions from one that is new. */
  readonly before: readonly Statement[];
  readonly reachable: readonly Reachable[];
  readonly judge: (right: Right) => ReviewClass;
}

/** Joins rights that differ in their action alone. */
export function rightGroups(rights: readonly Right[], props: RightGroupsProps): readonly RightGroup[] {
  const { statements, before, reachable, judge } = props;
  const excepted = negatedPatterns(statements, 'NotResource');
  const groups = new Map<string, { class: ReviewClass; principal: string; place: string; rights: Right[] }>();
  for (const right of rights) {
    const loosened = loosenedWords(right, before, 'Allow');
    const place = [`on ${placeWords(right, reachable, excepted)}`, loosened].filter(Boolean).join(', ');
    const principal = principalWords(right.principal);
    const danger = judge(right);
    const key = JSON.stringify([danger, principal, place]);
    const group = groups.get(key) ?? { class: danger, principal, place, rights: [] };
    group.rights.push(right);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ place, rights: joined, ...group }) => ({
    class: group.class,
    principal: group.principal,
    words: `${actionWords(joined, statements)} ${place}`,
  }));
}

function placeWords(
  { resource: { pattern, except } }: Right,
  reachable: readonly Reachable[],
  excepted: ReadonlySet<string>,
): string {
  const but = except.filter((each) => excepted.has(each.toLowerCase())).map((each) => reachWords(each, reachable));
  return [reachWords(pattern, reachable), ...(but.length === 0 ? [] : ['but', but.join(', ')])].join(' ');
}
