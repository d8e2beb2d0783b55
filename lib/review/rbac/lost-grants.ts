import { qualifiedKind } from '../../rendered';
import type { Comparison } from '../comparison';
import { goneNamespaces } from '../gone-namespaces';
import { objectsOfKinds } from '../objects-of-kinds';
import { platformNamespaces } from '../platform-namespaces';
import { podSpec } from '../pods/pod-spec';
import { workloadKinds } from '../pods/workload-kinds';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import { textAt } from '../value-at';
import { coversClusterRight, type ClusterRight } from './cluster-right';
import { grantedRights, rightsKinds, type ClusterGrant } from './granted-rights';
import { heldRights } from './held-rights';
import { rightSentences } from './right-sentences';
import { groupsWith, isEverybody, subjectHome, subjectName } from './subject-names';

/** What somebody who is still there may do no more in the cluster. */
export function lostGrants(comparison: Comparison): readonly RuleFinding[] {
  if (!comparison.objects.some(({ kind, before }) => rightsKinds.has(kind) && before !== undefined)) return [];
  const before = grantedRights(objectsOfKinds(comparison.before, rightsKinds));
  const after = grantedRights(objectsOfKinds(comparison.after, rightsKinds));
  const isOurs = platformNamespaces(comparison);
  const gone = goneFrom(comparison);
  return [...before].flatMap(([subject, grants]) => {
    if (gone.subjects.has(subject) || gone.namespaces.has(subjectHome(subject) ?? '')) return [];
    if (after.get(subject)?.some(({ isUnread }) => isUnread) === true) return [];
    const now = [subject, ...groupsWith(subject)].flatMap((each) => heldBy(after.get(each) ?? []));
    const isHeld = heldRights(now);
    const isLost = (right: ClusterRight) => !isHeld(right) && !gone.namespaces.has(right.namespace);
    const lost = heldBy(grants).filter(isLost);
    const home = subjectHome(subject);
    const isOfPlatform = isEverybody(subject) || (home !== undefined && isOurs(home));
    // Of one named object, such as a certificate that routers read, others of the same kind tell that the work goes on.
    const isNarrowed = (right: ClusterRight) =>
      now.some(
        (each) =>
          coversClusterRight(right, each) ||
          (right.name !== '*' && coversClusterRight({ ...right, name: '*', namespace: '*' }, each)),
      );
    const judge = (right: ClusterRight): ReviewClass => (isOfPlatform && !isNarrowed(right) ? 'interrupts' : 'watch');
    const sources = new Set(grants.filter((grant) => grant.rights.some(isLost)).flatMap(({ objects }) => objects));
    const targets = comparison.objects
      .filter((change) => change.before !== undefined && sources.has(change.before))
      .map((change) => ({ change }));
    return rightSentences(lost, judge, home, 'no longer').map(({ class: danger, words }) => ({
      class: danger,
      layer: 'cluster' as const,
      subject: subjectName(subject),
      what: words,
      targets,
    }));
  });
}

const heldBy = (grants: readonly ClusterGrant[]): readonly ClusterRight[] => grants.flatMap(({ rights }) => rights);

/** Kinds that run pods, or that others run pods as. */
const holders: ReadonlySet<string> = new Set(['/ServiceAccount', ...workloadKinds]);

/** Namespaces and service accounts that the change takes away, or that nothing runs as any more. */
function goneFrom(comparison: Comparison): {
  readonly namespaces: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
} {
  const [were, are] = [comparison.before, comparison.after].map(
    (side) =>
      new Set(
        objectsOfKinds(side, holders).map((object) => {
          const { name, namespace = '' } = object.metadata;
          const account =
            qualifiedKind(object) === '/ServiceAccount'
              ? name
              : (textAt(podSpec(object), ['serviceAccountName']) ?? 'default');
          return `ServiceAccount:${namespace}/${account}`;
        }),
      ),
  );
  return {
    namespaces: goneNamespaces(comparison),
    subjects: new Set([...(were ?? [])].filter((subject) => are?.has(subject) !== true)),
  };
}
