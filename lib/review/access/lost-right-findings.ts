import { rightsIn, withoutRights, type Right } from '../../iam/rights';
import type { Comparison } from '../comparison';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import { concernsAccess, holderChanges, type BothResources, type HolderChange } from './holder-changes';
import { holderFinding } from './holder-finding';
import { lostRights, newRefusals, type LostRight } from './lost-rights';
import type { PolicyHolder } from './policy-holder';
import { ReachableResources } from './reach';
import { resourceHolders } from './resource-policies';
import { rightGroups } from './right-groups';
import { snapshotTenancy } from './snapshot-tenancy';

/** What roles, users and those whom a resource's policy named may do no more in AWS, on what is still there. */
export function lostRightFindings(comparison: Comparison): readonly RuleFinding[] {
  if (!comparison.resources.some(concernsAccess)) return [];
  const both = { before: comparison.before.resources, after: comparison.after.resources };
  const changes = holderChanges(comparison);
  if (changes.length === 0) return [];
  const context = lossContext(comparison, both);
  return changes.flatMap((change) => findLosses(change, context));
}

interface LossContext {
  readonly reachable: ReachableResources;
  /** Whether a right is about something, or of somebody, that the change takes away. */
  readonly isPast: (right: Right, holder: PolicyHolder) => boolean;
  /** Whether a part of a right is left, and that part has everything rendered by name that the right was about. */
  readonly isNarrowed: (lost: LostRight) => boolean;
  /** Whether the one who has a right by a resource's policy is a tenant's. */
  readonly isTenants: (right: Right) => boolean;
  /** What all policies about the same resource allow now. */
  readonly allowedNow: (holder: PolicyHolder) => readonly Right[];
}

function lossContext(comparison: Comparison, both: BothResources): LossContext {
  const [former, reachable] = [new ReachableResources(both.before), new ReachableResources(both.after)];
  const [were, are] = [both.before, both.after].map(
    (all) => new Set(all.map(({ stack, logicalId }) => `${stack}/${logicalId}`)),
  );
  const tenancy = snapshotTenancy(comparison.before, both.before);
  const regions = new Set(comparison.after.stacks.map(({ region }) => region));
  const leftRegions = comparison.before.stacks.flatMap(({ region }) => (regions.has(region) ? [] : [region]));
  const policies = [...resourceHolders(both.after).values()];
  const isGone = (pattern: string, { parts }: PolicyHolder): boolean => {
    const [, id] = /\$\{([A-Za-z0-9]+)/.exec(pattern) ?? [];
    const places = parts.map(({ stack }) => `${stack}/${id ?? ''}`);
    if (id !== undefined && places.some((place) => were?.has(place) === true))
      return places.every((place) => are?.has(place) !== true);
    // Roles of the CDK bootstrap have the region in their name.
    if (leftRegions.some((region) => pattern.includes(region))) return true;
    const reached = pattern === '*' ? [] : former.reachedBy(pattern.replace(/^[A-Za-z]+:(?=arn:)/, ''));
    return reached.length > 0 && reached.every((each) => !reachable.has(each));
  };
  return {
    reachable: former,
    isPast: ({ resource, principal, conditions }, holder) =>
      [resource.pattern, principal.pattern, ...conditions.flatMap(({ values }) => values)].some((each) =>
        isGone(each, holder),
      ),
    isNarrowed: ({ former: right, left }) => {
      const { pattern } = right.resource;
      const reached = pattern === '*' ? [] : reachable.reachedBy(pattern);
      const kept = new Set(left.flatMap(({ resource }) => reachable.reachedBy(resource.pattern)));
      return left.length > 0 && reached.every((each) => kept.has(each));
    },
    isTenants: ({ principal: { pattern } }) => {
      const [, role] = /^AWS:arn:[^:]*:(?:iam|sts)::\d+:role\/(?:.*\/)?([^/]+)$/.exec(pattern) ?? [];
      return role !== undefined && tenancy.roleOwner(role) !== undefined;
    },
    allowedNow: (holder) =>
      policies
        .filter(({ subject }) => subject === holder.subject)
        .flatMap(({ statements }) => rightsIn(statements, 'Allow')),
  };
}

function findLosses(change: HolderChange, context: LossContext): readonly RuleFinding[] {
  const { before, after } = change;
  // What a boundary lets through is nobody's right; whoever it holds is compared with it.
  if (before === undefined || after.kind === 'boundary' || before.isUnread || after.isUnread) return [];
  const isOfResource = after.kind === 'resource';
  const finding = holderFinding(change);
  const lost = lostRights(before, after).filter(({ right }) => !context.isPast(right, before));
  const elsewhere = isOfResource ? context.allowedNow(after) : [];
  const left = lost.filter(({ right }) => withoutRights([right], elsewhere).length > 0 || elsewhere.length === 0);
  const narrowed = new Set(left.flatMap((each) => (context.isNarrowed(each) ? [each.right] : [])));
  const judge = (right: Right): ReviewClass => {
    const isTheirs = isOfResource ? context.isTenants(right) || isReaders(right, after) : after.tenant !== undefined;
    return narrowed.has(right) || isTheirs ? 'watch' : 'interrupts';
  };
  const groups = (rights: readonly Right[], statements: PolicyHolder['statements'], toClass: typeof judge) =>
    rightGroups(rights, { statements, before: [], reachable: context.reachable, judge: toClass, isOfResource });
  const covered = new Set(left.map(({ right }) => right));
  const refusals =
    isOfResource && covered.size === 0
      ? groups(
          newRefusals(before, after).filter(({ conditions }) => conditions.length === 0),
          after.statements,
          refusalClass,
        ).map((group) => finding(group.class, `newly refuses ${group.words}`))
      : [];
  return [
    ...groups([...covered], before.statements, judge).map((group) =>
      finding(
        group.class,
        isOfResource ? `lets ${group.principal} no longer ${group.words}` : `may no longer ${group.words}`,
      ),
    ),
    ...refusals,
    ...before.managed
      .filter((name) => !after.managed.includes(name))
      .map((name) =>
        finding(
          after.tenant === undefined ? 'interrupts' : 'watch',
          `may no longer do what ${/policy\/(.+)$/.exec(name)?.[1] ?? name} says`,
        ),
      ),
    ...(before.boundary === undefined && after.boundary !== undefined && after.limits === undefined
      ? [finding('watch', 'is held by a boundary newly; what that stops could not be judged')]
      : []),
  ];
}

/** Whether everybody could use something of a tenant, as with files for the public: it is theirs to close. */
const isReaders = ({ principal: { pattern } }: Right, { tenant }: PolicyHolder): boolean =>
  pattern === '*' && tenant !== undefined;

/** Refusing to take away what protects is a protection itself, as most refusals under conditions are. */
const refusalClass = ({ action: { pattern } }: Right): ReviewClass =>
  /:(?:\w*delete|disable|bypass|stop|schedule|update|put\w*(?:policy|lock|retention|configuration))/.test(pattern)
    ? 'watch'
    : 'interrupts';
