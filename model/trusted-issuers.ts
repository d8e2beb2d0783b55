import type { Environment } from './environment';
import { resourceNames } from './naming';

/** An OpenID Connect issuer that the AWS account believes, besides that of the cluster’s own tokens. */
export interface TrustedIssuer {
  /** Whom it vouches for; names the provider in the stack. */
  readonly id: 'Contributors' | 'Ci';
  /** Its address, without a slash at the end. */
  readonly issuer: string;
  /** Whom its tokens may be for. */
  readonly audiences: readonly string[];
  /** Whether the environment runs it itself, so that it cannot answer before the environment is there. */
  readonly ours: boolean;
  /** Where the environment file asks for it. */
  readonly path: readonly string[];
}

/**
 * The issuers that IAM must be told of, each once: an account has one provider for an address. IAM asks an issuer when
 * its provider is made, so one of ours waits until it has answered (fact `answeringIssuers`), and somebody else’s does not.
 */
export function trustedIssuers(environment: Believing): readonly TrustedIssuer[] {
  const { singleSignOn, access } = environment;
  const names = resourceNames(environment);
  const ofContributors: readonly TrustedIssuer[] =
    access.contributors.length === 0
      ? []
      : [
          {
            id: 'Contributors',
            issuer: singleSignOn.issuer,
            audiences: access.contributors.map(({ name }) => names.contributorClient(name)),
            ours: isOurs(singleSignOn.issuer, environment),
            path: ['singleSignOn', 'issuer'],
          },
        ];
  if (access.ci === undefined) return ofContributors;
  const { issuer } = access.ci;
  const [same] = ofContributors;
  if (same?.issuer === issuer) return [{ ...same, audiences: [...same.audiences, issuer] }];
  const path = ['access', 'ci', 'issuer'];
  return [...ofContributors, { id: 'Ci', issuer, audiences: [issuer], ours: isOurs(issuer, environment), path }];
}

/** The issuers of which the account may be told by now, those of ours once they have answered. */
export const reachableIssuers = (environment: Believing, answered: readonly string[] = []): readonly TrustedIssuer[] =>
  trustedIssuers(environment).filter(({ issuer, ours }) => !ours || answered.includes(issuer));

/** The issuers of ours that have not answered yet. */
export const unreachableIssuers = (
  environment: Believing,
  answered: readonly string[] = [],
): readonly TrustedIssuer[] =>
  trustedIssuers(environment).filter(({ issuer, ours }) => ours && !answered.includes(issuer));

type Believing = Pick<Environment, 'name' | 'account' | 'region' | 'singleSignOn' | 'gitlab' | 'access'>;

function isOurs(issuer: string, { singleSignOn, gitlab }: Believing): boolean {
  if (issuer === singleSignOn.issuer) return singleSignOn.keycloak !== undefined;
  return gitlab !== undefined && URL.canParse(issuer) && new URL(issuer).hostname === gitlab.host;
}
