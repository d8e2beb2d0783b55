import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';

/** Tells why the statements of a role or policy have wildcards: AwsSolutions reports each, checkov what may write. */
export function acknowledgeWildcards(scope: IConstruct, statements: readonly PolicyStatement[], reason: string): void {
  const wild = (kind: 'Action' | 'Resource', texts: readonly string[]) =>
    texts.filter((text) => text.includes('*')).map((text) => `AwsSolutions-IAM5[${kind}::${text}]`);
  const ids = new Set(
    statements.flatMap(({ actions, resources }) => [...wild('Action', actions), ...wild('Resource', resources)]),
  );
  acknowledgeRules(scope, [...ids], reason);
  const writesAnywhere = statements.some(
    ({ actions, resources }) =>
      resources.includes('*') && actions.some((action) => !/:(Describe|Get|List)/.test(action)),
  );
  if (writesAnywhere) acknowledgeToCheckov(scope, { CKV_AWS_111: reason });
}
