import { WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

export interface WebIdentityProps {
  /** Address of an OpenID Connect issuer that the account has an identity provider for, see `identity-provider.ts`. */
  readonly issuer: string;
  /** Audience (`aud`) that the token must have. */
  readonly audience: string;
  /**
   * Subjects (`sub`), one of which the token must have.
   * @default any subject: every token of the issuer for the audience is accepted
   */
  readonly subjects?: readonly string[];
}

/**
 * Returns the principal of a trust policy for tokens of an issuer, with an audience and one of the subjects. The values
 * are compared as plain strings, without wildcards, so that the trust policy reads as it works.
 *
 * @throws Error when `issuer` is not an https address, ends with a slash, or the list of subjects is empty
 */
export function webIdentity(scope: IConstruct, { issuer, audience, subjects }: WebIdentityProps): WebIdentityPrincipal {
  const { account } = Stack.of(scope);
  const name = issuerName(issuer);
  if (subjects?.length === 0) throw new Error(`nobody of ${issuer} is named: name a subject, or leave the list out`);
  return new WebIdentityPrincipal(`arn:aws:iam::${account}:oidc-provider/${name}`, {
    StringEquals: { [`${name}:aud`]: audience, ...(subjects === undefined ? {} : { [`${name}:sub`]: subjects }) },
  });
}

/** The issuer as IAM writes it in condition keys and ARNs: without `https://`. */
function issuerName(issuer: string): string {
  const [, name] = /^https:\/\/(.*[^/])$/.exec(issuer) ?? [];
  if (name === undefined) throw new Error(`${issuer} is not an issuer: expected https:// and no slash at the end`);
  return name;
}
