import type { Rendered } from '../rendered';
import type { RenderedFinding } from './rendered-rule';
import { renderedRules, type RuleInputs } from './rules';

/** A finding with the rule that made it. */
export interface VerifyFinding extends RenderedFinding {
  readonly rule: string;
}

/** Everything that is wrong with what is rendered for one environment, by all rules. */
export const verify = (rendered: Rendered, known: RuleInputs): readonly VerifyFinding[] =>
  renderedRules(known).flatMap(({ id, findings }) =>
    findings(rendered).map(({ place, reason, remedy }) => ({ rule: id, place, reason, remedy })),
  );
