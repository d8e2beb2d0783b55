import type { ObjectChange } from '../changes';
import { podSpec } from '../pods/pod-spec';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule, ReviewTarget, RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { textAt, valueAt } from '../value-at';

const annotation = 'eks.amazonaws.com/role-arn';

/** Pods that speak for somebody else than before: another role in AWS, or an account of the cluster. */
export const serviceAccountRoleRule: ReviewRule = {
  id: 'service-account-role',
  finds: 'pods with another IAM role, another service account, or a service account token that they did not have',
  class: 'lets-in',
  why: 'Pods have all rights of their role and service account, whether they need them or not.',
  remedy:
    'Keep one role and one service account per service, and mount tokens only where a program calls the API server.',
  dangerous: { before: account('pad-uploads'), after: account('wiki-uploads') },
  harmless: {
    before: account('pad-uploads'),
    after: { ...account('pad-uploads'), ...account('wiki-uploads', 'wiki') },
  },
  findings: ({ objects }) =>
    objects
      .filter(({ before, after }) => before !== undefined && after !== undefined)
      .flatMap((change) => [...otherRole(change), ...otherAccount(change), ...newToken(change)]),
};

function otherRole(change: ObjectChange): readonly RuleFinding[] {
  if (change.kind !== '/ServiceAccount') return [];
  const [before, after] = [change.before, change.after].map((side) => side?.metadata.annotations[annotation]);
  if (after === undefined || before === after) return [];
  const target = { change, path: ['metadata', 'annotations', annotation] };
  return before === undefined
    ? [finding(target, 'watch', `gives its pods the IAM role ${roleName(after)}, where they had none`)]
    : [finding(target, 'lets-in', `gives its pods the IAM role ${roleName(after)} in place of ${roleName(before)}`)];
}

const roleName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function otherAccount(change: ObjectChange): readonly RuleFinding[] {
  const [before, after] = [podSpec(change.before), podSpec(change.after)].map(
    (spec) => textAt(spec, ['serviceAccountName']) ?? 'default',
  );
  if (podSpec(change.after) === undefined || before === after) return [];
  return [finding({ change }, 'watch', `runs with the service account ${after ?? ''} in place of ${before ?? ''}`)];
}

const field = 'automountServiceAccountToken';

/** Without the field, the token is mounted. */
function newToken(change: ObjectChange): readonly RuleFinding[] {
  const isAccount = change.kind === '/ServiceAccount';
  const [before, after] = [change.before, change.after].map((side) => (isAccount ? side : podSpec(side)));
  if (typeof after !== 'object' || valueAt(before, [field]) !== false || valueAt(after, [field]) === false) return [];
  return [finding({ change }, 'weakens', `${isAccount ? 'gives its pods' : 'has'} a token for the API server`)];
}

const finding = (
  target: ReviewTarget & { readonly change: ObjectChange },
  danger: ReviewClass,
  what: string,
): RuleFinding => ({
  class: danger,
  layer: 'cluster',
  subject: objectSubject(target.change).replace(/^ServiceAccount/, 'service account'),
  what,
  targets: [target],
});

function account(role: string, namespace = 'pad'): Readonly<Record<string, string>> {
  return {
    [`cluster/${namespace}/web.yaml`]: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: ${namespace}
  annotations:
    ${annotation}: arn:aws:iam::111122223333:role/test-${role}
automountServiceAccountToken: false
`,
  };
}
