import type { Statement } from '../../iam/policy-statements';
import type { Right } from '../../iam/rights';
import { shortList } from '../../short-list';
import type { ReviewClass } from '../review-finding';
import { reachWords, type ReachableResources } from './reach';
import { conditionPhrase } from './condition-words';
import { actionWords, negatedPatterns, principalWords, rightConditions } from './right-words';

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
  readonly reachable: ReachableResources;
  readonly judge: (right: Right) => ReviewClass;
  /**
   * Whether the statements are those of a resource, where everything is the resource itself.
   * @default false
   */
  readonly isOfResource?: boolean;
}

/** `may now everything` is none. */
const doWords = (actions: string): string => (actions.startsWith('everything') ? `do ${actions}` : actions);

/** Joins rights that differ in their action alone. */
export function rightGroups(rights: readonly Right[], props: RightGroupsProps): readonly RightGroup[] {
  const { statements, before, reachable, judge, isOfResource = false } = props;
  const excepted = negatedPatterns(statements, 'NotResource');
  const groups = new Map<string, { class: ReviewClass; principal: string; place: string; rights: Right[] }>();
  for (const right of rights) {
    const named = isOfResource && right.resource.pattern === '*' ? '' : ` on ${placeWords(right, reachable, excepted)}`;
    const place = named + rightConditions(right, before);
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
    words: doWords(actionWords(joined, [...before, ...statements])) + place,
  }));
}

/** Says what a Deny refused, and now does not: one sentence for each condition that it was under. */
export function refusalWords(
  lost: readonly Right[],
  { statements, reachable, isOfResource = false }: RefusalProps,
): readonly string[] {
  const excepted = negatedPatterns(statements, 'NotResource');
  const groups = new Map<string, Right[]>();
  for (const right of lost) {
    const isAll = right.action.pattern === '*';
    const key = JSON.stringify([conditionPhrase(right.conditions), isAll ? actionWords([right], statements) : '']);
    groups.set(key, [...(groups.get(key) ?? []), right]);
  }
  return [...groups.values()].map((rights) => {
    const condition = conditionPhrase(rights[0]?.conditions ?? []);
    const places = [...new Set(rights.map((right) => placeWords(right, reachable, excepted)))];
    const where = isOfResource || places.includes('everything') ? '' : ` on ${shortList(places, mostPlaces)}`;
    return `does not refuse ${actionWords(rights, statements)}${where}${condition} any more`;
  });
}

type RefusalProps = Pick<RightGroupsProps, 'statements' | 'reachable' | 'isOfResource'>;

const mostPlaces = 3;

function placeWords(
  { resource: { pattern, except } }: Right,
  reachable: ReachableResources,
  excepted: ReadonlySet<string>,
): string {
  const but = except.filter((each) => excepted.has(each.toLowerCase())).map((each) => reachWords(each, reachable));
  return [reachWords(pattern, reachable), ...(but.length === 0 ? [] : ['but', but.join(', ')])].join(' ');
}
