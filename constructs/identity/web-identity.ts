import { WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

export interface WebIdentityProps {
  /** Address of an OpenID Connect issuer that the account believes, see `identity-provider.ts`. */
  readonly issuer: string;
  /** Whom the token must be for. */
  readonly audience: string;
  /** Whom the token must be about, one of them. */
  readonly subjects?: readonly string[];
}

/**
 * Whoever has a token of an issuer, for an audience and about one of the subjects. Plain strings, no wildcards: the
 * trust policy reads as it works. Without subjects everybody passes to whom the issuer gives a token for the audience.
 *
 * @throws Error when `issuer` is not an https address, ends with a slash, or the list of subjects is empty.
 */
export function webIdentity(scope: IConstruct, { issuer, audience, subjects }: WebIdentityProps): WebIdentityPrincipal {
  const { account } = Stack.of(scope);
  const name = issuerName(issuer);
  if (subjects?.length === 0) throw new Error(`nobody of ${issuer} is named: name a subject, or leave the list out`);
  return new WebIdentityPrincipal(`arn:aws:iam::${account}:oidc-provider/${name}`, {
    StringEquals: { [`${name}:aud`]: audience, ...(subjects === undefined ? {} : { [`${name}:sub`]: subjects }) },
  });
}

/** How IAM writes an issuer in condition keys and ARNs: without `https://`. */
function issuerName(issuer: string): string {
  const [, name] = /^https:\/\/(.*[^/])$/.exec(issuer) ?? [];
  if (name === undefined) throw new Error(`${issuer} is not an issuer: expected https:// and no slash at the end`);
  return name;
}
