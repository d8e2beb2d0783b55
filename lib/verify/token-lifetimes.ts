import { z } from 'zod';
import { maximumTokenSeconds } from '../operations/install/token-lifetime';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Annotation with which a ServiceAccount or pod requests another token lifetime (openshift/aws-pod-identity-webhook). */
const annotation = 'eks.amazonaws.com/token-expiration';

const projected = z.looseObject({ serviceAccountToken: z.looseObject({ expirationSeconds: z.number() }) });

/**
 * No token is valid longer than `maximumTokenSeconds`: a rotation of the issuer's key removes the old key after that
 * time.
 */
export const tokenLifetimesRule: RenderedRule = {
  id: 'token-lifetimes',
  holds: 'no token of a ServiceAccount is valid longer than a rotation of the signing key waits',
  findings: ({ objects }) =>
    objects.flatMap((object) =>
      [...lifetimes(object)]
        .filter((seconds) => !(seconds <= maximumTokenSeconds))
        .map((seconds) => ({
          place: describeObject(object),
          reason: `requests tokens that are valid for ${seconds} seconds, longer than a rotation of their key waits`,
          remedy: `request ${maximumTokenSeconds} at most`,
        })),
    ),
};

/** Token lifetimes requested anywhere in a value, in seconds. */
function* lifetimes(value: unknown): Generator<number> {
  if (typeof value !== 'object' || value === null) return;
  const token = projected.safeParse(value);
  if (token.success) yield token.data.serviceAccountToken.expirationSeconds;
  for (const [key, child] of Object.entries(value)) {
    if (key === annotation) yield Number(child);
    else yield* lifetimes(child);
  }
}
