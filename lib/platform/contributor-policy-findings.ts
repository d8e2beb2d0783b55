import { DefaultTokenResolver, StringConcat, Tokenization } from 'aws-cdk-lib/core';
import { RootConstruct } from 'constructs';
import { contributorPolicy } from '../../constructs/identity/contributor-policy';
import { iamQuotas } from '../../model/data/iam-quotas';
import type { Environment } from '../../model/environment';
import { findingIf, type Finding } from '../../model/finding';
import { policyCharacters } from '../iam/policy-characters';
import { contributorsProps } from './contributors';

/**
 * Contributors whose grants make a longer policy than IAM takes inside of a role. How much a grant adds differs with the names in it and
 * with the grants beside it, so only the finished policy tells.
 */
export function contributorPolicyFindings(environment: Environment): readonly Finding[] {
  // Not in a stack, for which the CDK makes a folder.
  const [scope, resolver] = [new RootConstruct(), new DefaultTokenResolver(new StringConcat())];
  return (contributorsProps(environment)?.roles ?? []).flatMap(({ name, grants }, index) => {
    const { document } = contributorPolicy(environment, grants);
    const characters = policyCharacters(Tokenization.resolve(document, { scope, resolver, preparing: false }));
    return findingIf(
      characters > iamQuotas.rolePolicies,
      ['access', 'contributors', index, 'grants'],
      `make a policy of ${characters} characters for ${name}, and IAM takes ${iamQuotas.rolePolicies} in a role`,
      'divide them over two contributors, for the same group or person',
    );
  });
}
