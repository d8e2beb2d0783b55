import { Effect, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';
import { acknowledgedPatterns, type Wildcards } from './wildcard-patterns';

/**
 * Tells why the statements of a role or policy have wildcards: AwsSolutions reports each, checkov what may write, and `verify`
 * what is about every resource. A wildcard of no pattern is not acknowledged, so that one which was not meant is reported.
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
  // One of both: `verify` takes the reason that checkov is told.
  if (writesAnywhere) acknowledgeToCheckov(scope, { CKV_AWS_111: wildcards.because });
  else if (everywhere.some(({ effect }) => effect === Effect.ALLOW)) {
    giveReason(scope, 'everyResource', wildcards.because);
  }
}
