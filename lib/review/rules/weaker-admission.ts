import { limitWeakenings } from '../admission/limit-weakenings';
import { namespaceWeakenings } from '../admission/namespace-weakenings';
import { bindingWeakenings, policyWeakenings, webhookWeakenings, type Weakening } from '../admission/policy-weakenings';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import type { Comparison } from '../comparison';
import { objectsOfKinds } from '../objects-of-kinds';
import { isFirst } from '../is-first';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';
import { textAt } from '../value-at';

const group = 'admissionregistration.k8s.io';
const policyKind = `${group}/ValidatingAdmissionPolicy`;
const bindingKind = `${group}/ValidatingAdmissionPolicyBinding`;
const webhookKind = `${group}/ValidatingWebhookConfiguration`;

/** Objects that the API server refused, and now takes. */
export const weakerAdmissionRule: ReviewRule = {
  id: 'weaker-admission',
  finds:
    'weaker admission control: admission policies, webhooks and Pod Security, and limits that a namespace no longer has',
  class: 'weakens',
  why: 'Admission control keeps a tenant from the hosts, roles and machines of others, even if its manifests come through Argo CD.',
  remedy: 'Keep the check, and make the exception as narrow as possible, with its reason beside it.',
  dangerous: { before: namespace('restricted'), after: namespace('privileged') },
  harmless: { before: namespace('privileged'), after: namespace('restricted') },
  findings: (comparison) => {
    if (isFirst(comparison)) return [];
    const isAsked = comparison.objects.some(({ kind }) => kind === '/Namespace');
    const policies = isAsked ? objectsOfKinds(comparison.after, new Set([policyKind])) : [];
    return comparison.objects.flatMap((change) =>
      weakeningsFor(change, comparison, policies).map(({ class: danger, what }) => ({
        class: danger,
        layer: 'cluster' as const,
        subject: objectSubject(change),
        what,
        targets: [{ change }],
      })),
    );
  },
};

function weakeningsFor(
  change: ObjectChange,
  comparison: Comparison,
  policies: readonly RenderedObject[],
): readonly Weakening[] {
  const { kind, before, after } = change;
  if (kind === '/Namespace') return namespaceWeakenings(change, policies);
  if (before === undefined) return [];
  switch (kind) {
    case '/LimitRange':
    case '/ResourceQuota':
      return limitWeakenings(change, comparison.after);
    case policyKind:
      return after === undefined ? [removed('policy')] : policyWeakenings(change);
    case bindingKind:
      if (after !== undefined) return bindingWeakenings(change);
      return isRemoved(textAt(before, ['spec', 'policyName']), comparison) ? [] : [removed('policy')];
    case webhookKind:
      return after === undefined ? [removed('webhook')] : webhookWeakenings(change);
    default:
      return [];
  }
}

const removed = (what: string): Weakening => ({
  class: 'weakens',
  what: `is removed: this ${what} no longer checks anything`,
});

/** Whether the policy of a binding is removed as well, which says it all. */
const isRemoved = (policy: string | undefined, { objects }: Comparison): boolean =>
  objects.some(({ kind, name, after }) => kind === policyKind && name === policy && after === undefined);

function namespace(level: string): Readonly<Record<string, string>> {
  return {
    'cluster/pad/namespace.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: pad
  labels:
    pod-security.kubernetes.io/enforce: ${level}
`,
  };
}
