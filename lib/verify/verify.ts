import type { Rendered } from '../rendered';
import type { RenderedFinding } from './rendered-rule';
import { renderedRules, type RuleInputs } from './rules';

/** A finding with the rule that is broken. */
export interface VerifyFinding extends RenderedFinding {
  readonly rule: string;
}

/**
 * Checks the rendered files of one environment with all rules; returns no findings if all rules hold.
 *
 * @example
 * const rendered = readRendered('rendered/production');
 * const findings = verify(rendered, { alertSections, stateful, dashboards });
 */
export const verify = (rendered: Rendered, known: RuleInputs): readonly VerifyFinding[] =>
  renderedRules(known).flatMap(({ id, findings }) =>
    findings(rendered).map(({ place, reason, remedy }) => ({ rule: id, place, reason, remedy })),
  );
