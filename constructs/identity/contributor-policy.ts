import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { statementsFor, type Grant } from './grant';

/** The policy inside of a contributor's role, and its statements one by one: the document joins those that are alike. */
export function contributorPolicy(
  place: Pick<Stack, 'account' | 'region'>,
  grants: readonly Grant[],
): { readonly statements: readonly PolicyStatement[]; readonly document: PolicyDocument } {
  const statements = grants.flatMap((grant) => statementsFor(place, grant));
  return { statements, document: new PolicyDocument({ statements, minimize: true }) };
}
