import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Refusal } from './refusal';

/**
 * Claims of a GitLab job's identity token that are used here. All are strings, `ref_protected` too
 * (gitlab-org/gitlab:lib/gitlab/ci/jwt_v2.rb).
 */
const claims = z.object({
  namespace_path: z.string().min(1),
  project_path: z.string().min(1),
  ref: z.string().min(1),
  ref_type: z.string(),
  ref_protected: z.string(),
  sha: z.string().optional(),
  job_id: z.string().optional(),
  pipeline_id: z.string().optional(),
  user_login: z.string().optional(),
});

export type JobClaims = z.output<typeof claims>;

/** Largest difference in seconds between the clocks of GitLab and of this machine. */
const skewSeconds = 30;

/**
 * Largest age of a token. GitLab's tokens are valid as long as their job may run, and no job that publishes runs longer
 * than this.
 */
const maxAge = '3h';

export interface GitLabTokensProps {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds between two requests for keys, when tokens name unknown keys. */
  readonly keysPauseSeconds: number;
  /** Called when GitLab's keys cannot be fetched. */
  readonly onKeysUnavailable: (error: Error) => void;
}

/**
 * Verifies identity tokens of GitLab's jobs with the keys that GitLab publishes. Keys are cached for ten minutes. If a
 * token names an unknown key, they are fetched again after a pause.
 */
export class GitLabTokens {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly props: GitLabTokensProps) {
    this.keys = createRemoteJWKSet(new URL(`${props.issuer}/oauth/discovery/keys`), {
      timeoutDuration: 5000,
      cooldownDuration: props.keysPauseSeconds * 1000,
      cacheMaxAge: 600_000,
    });
  }

  /**
   * The claims of a token, after its signature, issuer, audience and time were verified.
   *
   * @throws Refusal when the token is not valid, or GitLab's keys cannot be fetched.
   */
  async verify(token: string): Promise<JobClaims> {
    const payload = await this.verified(token);
    const { audience } = this.props;
    // With several audiences, each of the other services could use the token here.
    if (payload.aud !== audience && !(Array.isArray(payload.aud) && payload.aud.length === 1)) {
      throw new Refusal(401, `the token is for others too: ask for one with aud: ${audience}`);
    }
    const read = claims.safeParse(payload);
    if (!read.success) {
      const names = [...new Set(read.error.issues.map(({ path }) => path.join('.')))];
      throw new Refusal(401, `the token is no identity token of a GitLab job: no ${names.join(', ')} in it`);
    }
    return read.data;
  }

  private async verified(token: string): Promise<JWTPayload> {
    const { issuer, audience, onKeysUnavailable } = this.props;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        clockTolerance: skewSeconds,
        maxTokenAge: maxAge,
        requiredClaims: ['exp', 'nbf', 'iat', 'sub'],
      });
      return payload;
    } catch (error) {
      if (!(error instanceof Error) || !isAboutToken(error)) {
        onKeysUnavailable(error instanceof Error ? error : new Error(String(error)));
        throw new Refusal(503, 'GitLab does not hand out its keys at the moment: try again later');
      }
      throw new Refusal(401, `the token is not valid: ${reasonOf(error, audience)}`);
    }
  }
}

/** Whether the error is about the token, and not about fetching the keys. */
const isAboutToken = (error: Error): boolean =>
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported;

function reasonOf(error: Error, audience: string): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWKSNoMatchingKey) return 'none of GitLab’s keys signed it';
  if (error instanceof errors.JWTClaimValidationFailed) {
    switch (error.claim) {
      case 'aud':
        return `it is for somebody else: ask for one with aud: ${audience}`;
      case 'iss':
        return 'it is of another issuer';
      case 'nbf':
      case 'iat':
        return `its time has not come, or it has none (${error.claim})`;
      default:
        return `it has no ${error.claim}`;
    }
  }
  return error instanceof errors.JOSEAlgNotAllowed ? 'it is not signed with RS256' : 'its signature or form is wrong';
}
