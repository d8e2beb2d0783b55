import { dangerWords, type ClusterRight } from '../rbac/cluster-right';
import { heldRights } from '../rbac/held-rights';
import { grantedRights, rightsKinds, type ClusterGrant } from '../rbac/granted-rights';
import { rightSentences } from '../rbac/right-sentences';
import { groupsWith, isEverybody, isPerson, subjectHome, subjectName } from '../rbac/subject-names';
import type { ObjectChange } from '../changes';
import { canonical } from '../difference';
import { isFirst } from '../is-first';
import { newNamespaces } from '../new-namespaces';
import { objectsOfKinds } from '../objects-of-kinds';
import { platformNamespaces } from '../platform-namespaces';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule, RuleFinding } from '../review-rule';

/** Somebody who may do more in the cluster than before. */
export const widerClusterRightsRule: ReviewRule = {
  id: 'wider-cluster-rights',
  finds: 'rights in the cluster that did not exist before',
  class: 'lets-in',
  why: 'Whoever has these rights, or breaks into a pod that has them, can use them at once.',
  remedy: 'Grant the role to fewer subjects, in one namespace, with the verbs, resources and names that are needed.',
  dangerous: { before: rights(['configmaps']), after: rights(['configmaps', 'secrets']) },
  harmless: { before: rights(['secrets', 'configmaps']), after: rights(['configmaps']) },
  findings: (comparison) => {
    if (isFirst(comparison) || !comparison.objects.some(({ kind }) => rightsKinds.has(kind))) return [];
    const before = grantedRights(objectsOfKinds(comparison.before, rightsKinds));
    const after = grantedRights(objectsOfKinds(comparison.after, rightsKinds));
    const added = newNamespaces(comparison);
    const isOurs = platformNamespaces(comparison);
    return [...after].flatMap(([subject, grants]) =>
      subjectFindings(subject, grants, {
        before,
        isNew: (namespace) => added.has(namespace),
        isOurs,
        objects: comparison.objects,
      }),
    );
  },
};

interface Context {
  readonly before: ReadonlyMap<string, readonly ClusterGrant[]>;
  readonly isNew: (namespace: string) => boolean;
  /** Whether a namespace is of the platform. */
  readonly isOurs: (namespace: string) => boolean;
  readonly objects: readonly ObjectChange[];
}

function subjectFindings(
  subject: string,
  grants: readonly ClusterGrant[],
  { before, isNew, isOurs, objects }: Context,
): readonly RuleFinding[] {
  const former = before.get(subject) ?? [];
  const unread = grants.some(({ isUnread }) => isUnread);
  if (!unread && canonical(heldBy(former)) === canonical(heldBy(grants))) return [];
  const held = [former, ...groupsWith(subject).map((group) => before.get(group) ?? [])].flatMap(heldBy);
  const isHeld = heldRights(held);
  const added = grants.map(({ rights: all, ...grant }) => ({
    ...grant,
    rights: all.filter((right) => !isHeld(right)),
  }));
  const judge = (right: ClusterRight): ReviewClass => {
    if (isEverybody(subject)) return 'lets-in';
    if (right.namespace !== '*' && isNew(right.namespace)) return 'routine';
    const home = subjectHome(subject);
    const { namespace } = right;
    // A maintainer more of a tenant: somebody whom its file names.
    if (isPerson(subject) && namespace !== '*' && !isOurs(namespace) && dangerWords(right) === undefined)
      return 'watch';
    if (home !== right.namespace) {
      // A router that reads one certificate more by its name does what it is there for.
      return home !== undefined && isOurs(home) && isOfTheSameKind(right, held) ? 'watch' : 'lets-in';
    }
    if (dangerWords(right) !== undefined) return former.length === 0 ? 'watch' : 'lets-in';
    return former.length === 0 ? 'routine' : 'watch';
  };
  const rightsAdded = added.flatMap((grant) => grant.rights);
  const sources = new Set(
    added.filter((grant) => grant.rights.length > 0 || grant.isUnread).flatMap((grant) => grant.objects),
  );
  const targets = objects
    .filter(({ after }) => after !== undefined && sources.has(after))
    .map((change) => ({ change }));
  const finding = (danger: ReviewClass, what: string): RuleFinding => ({
    class: danger,
    layer: 'cluster',
    subject: subjectName(subject),
    what,
    targets,
  });
  return [
    ...(unread && targets.length > 0 ? [finding('watch', 'has rights by a role that could not be judged')] : []),
    ...rightSentences(rightsAdded, judge, onlyNamespace(former)).map(({ class: danger, words }) =>
      finding(danger, words),
    ),
  ];
}

/** Whether a right is on one named object, where the same was held on other named ones. */
const isOfTheSameKind = ({ verb, group, resource, name }: ClusterRight, held: readonly ClusterRight[]): boolean =>
  name !== '*' &&
  held.some((each) => each.name !== '*' && each.verb === verb && each.group === group && each.resource === resource);

const heldBy = (grants: readonly ClusterGrant[]): readonly ClusterRight[] => grants.flatMap(({ rights: all }) => all);

/** The namespace in which all rights are; undefined for rights in several, or everywhere. */
function onlyNamespace(grants: readonly ClusterGrant[]): string | undefined {
  const [only, ...more] = new Set(heldBy(grants).map(({ namespace }) => namespace));
  return more.length === 0 && only !== '*' ? only : undefined;
}

function rights(resources: readonly string[]): Readonly<Record<string, string>> {
  return {
    'cluster/pad/access.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: ['']
    resources: [${resources.join(', ')}]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: readers
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects:
  - { kind: Group, name: pad-maintainers, apiGroup: rbac.authorization.k8s.io }
`,
  };
}
