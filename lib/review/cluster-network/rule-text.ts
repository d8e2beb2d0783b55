import { canonical } from '../difference';
import type { AppliedRules } from './cluster-side';
import type { PolicyRule } from './policy-rules';

const texts = new WeakMap<PolicyRule, string>();

/** A rule as text, the same for rules that say the same. */
export function ruleText(rule: PolicyRule): string {
  const known = texts.get(rule);
  if (known !== undefined) return known;
  const text = canonical(rule);
  texts.set(rule, text);
  return text;
}

/** The rules that decide beside those of the namespace, in their order: where it has some, those hold in place of the baseline. */
export const orderText = ({ admin, namespace, baseline }: AppliedRules): string =>
  [
    ...admin.map(ruleText),
    namespace === undefined ? '-' : '+',
    ...(namespace === undefined ? baseline.map(ruleText) : []),
  ].join();

/** All rules that decide, as text. */
export const appliedText = (rules: AppliedRules): string =>
  `${orderText(rules)} ${(rules.namespace ?? []).map(ruleText).sort().join()}`;
