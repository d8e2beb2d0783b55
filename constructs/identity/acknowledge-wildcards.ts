import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { acknowledged, type Wildcards } from './wildcard-patterns';

/**
 * Tells why the statements of a role or policy have wildcards: AwsSolutions reports each, checkov what may write. A wildcard of
 * no pattern is not acknowledged, so that one which was not meant is reported.
 */
export function acknowledgeWildcards(
  scope: IConstruct,
  statements: readonly PolicyStatement[],
  wildcards: Wildcards,
): void {
  const idsOf = (kind: 'Action' | 'Resource', texts: readonly string[]) =>
    acknowledged(texts, wildcards).map((text) => `AwsSolutions-IAM5[${kind}::${text}]`);
  const ids = new Set(
    statements.flatMap(({ actions, resources }) => [...idsOf('Action', actions), ...idsOf('Resource', resources)]),
  );
  acknowledgeRules(scope, [...ids], wildcards.because);
  const writesAnywhere = statements.some(
    ({ actions, resources }) =>
      acknowledged(resources, wildcards).includes('*') &&
      actions.some((action) => !/:(Describe|Get|List)/.test(action)),
  );
  if (writesAnywhere) acknowledgeToCheckov(scope, { CKV_AWS_111: wildcards.because });
}
