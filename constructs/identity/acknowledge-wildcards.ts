import { Effect, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';
import { acknowledgedPatterns, type Wildcards } from './wildcard-patterns';

/**
 * Records why the statements of a role or policy have wildcards. The AwsSolutions pack reports each wildcard, checkov
 * each statement that may write to every resource, and `commons verify` each statement about every resource. A wildcard
 * that no pattern covers is not acknowledged, so that the checks still report an unintended one.
 */
export function acknowledgeWildcards(
  scope: IConstruct,
  statements: readonly PolicyStatement[],
  wildcards: Wildcards,
): void {
  const idsOf = (kind: 'Action' | 'Resource', texts: readonly string[]) =>
    acknowledgedPatterns(texts, wildcards).map((text) => `AwsSolutions-IAM5[${kind}::${text}]`);
  const ids = new Set(
    statements.flatMap(({ actions, resources }) => [...idsOf('Action', actions), ...idsOf('Resource', resources)]),
  );
  acknowledgeRules(scope, [...ids], wildcards.because);
  const everywhere = statements.filter(({ resources }) => acknowledgedPatterns(resources, wildcards).includes('*'));
  const writesAnywhere = everywhere.some(({ actions }) =>
    actions.some((action) => !/:(Describe|Get|List)/.test(action)),
  );
  // One of the two is enough: `commons verify` also accepts the reason in checkov's metadata.
  if (writesAnywhere) acknowledgeToCheckov(scope, { CKV_AWS_111: wildcards.because });
  else if (everywhere.some(({ effect }) => effect === Effect.ALLOW)) {
    giveReason(scope, 'everyResource', wildcards.because);
  }
}
