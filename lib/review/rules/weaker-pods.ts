import { podSpec } from '../pods/pod-spec';
import { podWeaknesses } from '../pods/pod-weaknesses';
import type { ObjectChange } from '../changes';
import type { ReviewClass } from '../review-finding';
import { isFirst } from '../is-first';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { textAt } from '../value-at';

/** Pods that can do more harm to their machine, or to others on it. */
export const weakerPodsRule: ReviewRule = {
  id: 'weaker-pods',
  finds: 'pods with more rights on their machine: privileged, root, capabilities, host files and host network',
  class: 'weakens',
  why: 'Whoever breaks into such a pod gets further: to root, to its machine, and to all pods and secrets there.',
  remedy:
    'Keep the restricted security context; give the one container the one capability that it needs, or a volume for what it writes.',
  dangerous: { before: pods('true'), after: pods('false') },
  harmless: { before: pods('false'), after: pods('true') },
  findings: (comparison) =>
    (isFirst(comparison) ? [] : comparison.objects).flatMap((change) => [
      ...weakerPods(change),
      ...weakerConstraints(change),
      ...otherConstraints(change),
    ]),
};

function weakerPods(change: ObjectChange): readonly RuleFinding[] {
  const spec = podSpec(change.after);
  if (spec === undefined) return [];
  const after = podWeaknesses(spec);
  if (after === undefined) return [finding(change, 'watch', 'has pods that could not be judged')];
  const before = change.before === undefined ? undefined : podWeaknesses(podSpec(change.before));
  const known = new Set(before?.map(({ what }) => what));
  const added = after.filter(
    ({ what, reachesMachine }) => !known.has(what) && (reachesMachine || before !== undefined),
  );
  return added.length === 0 ? [] : [finding(change, 'weakens', added.map(({ what }) => what).join(', '))];
}

/** What security context constraints of OpenShift allow, and did not. */
function weakerConstraints(change: ObjectChange): readonly RuleFinding[] {
  if (change.kind !== 'security.openshift.io/SecurityContextConstraints' || change.after === undefined) return [];
  const [before, after] = [change.before, change.after].map((side) => new Set(side && allowedIn({ ...side })));
  const added = [...(after ?? [])].filter((each) => !(before ?? new Set()).has(each));
  return added.length === 0 ? [] : [finding(change, 'weakens', `allow pods more: ${added.join(', ')}`)];
}

const allowedIn = (constraints: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(constraints).flatMap(([key, value]) => {
    if (/^(?:metadata|kind|apiVersion|file|priority|required.*|default.*)$/.test(key)) return [];
    if (typeof value === 'boolean') return value === key.startsWith('allow') ? [key] : [];
    if (Array.isArray(value)) return value.map((each) => `${key} ${String(each)}`);
    return [`${key} ${JSON.stringify(value)}`];
  });

const requiredConstraints = ['spec', 'template', 'metadata', 'annotations', 'openshift.io/required-scc'];

function otherConstraints(change: ObjectChange): readonly RuleFinding[] {
  const [before, after] = [change.before, change.after].map((side) => textAt(side, requiredConstraints));
  if (after === undefined || before === after || after.startsWith('restricted')) return [];
  const former = before === undefined ? '' : ` in place of ${before}`;
  return [finding(change, 'weakens', `runs under the security context constraints ${after}${former}`)];
}

const finding = (change: ObjectChange, danger: ReviewClass, what: string): RuleFinding => ({
  class: danger,
  layer: 'cluster',
  subject: objectSubject(change),
  what,
  targets: [{ change, path: ['spec', 'template', 'spec'] }],
});

function pods(nonRoot: string): Readonly<Record<string, string>> {
  return {
    'cluster/pad/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: pad
spec:
  template:
    spec:
      securityContext: { runAsNonRoot: ${nonRoot} }
      containers:
        - name: web
          image: quay.io/commons/pad:1.0.0
`,
  };
}
