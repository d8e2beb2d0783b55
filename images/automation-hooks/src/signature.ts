import { createHmac } from 'node:crypto';
import { sameSecret } from './same-secret';

const prefix = 'whsec_';

/** The key in a signing token; none if it is a secret token, which GitLab shows as it is. */
export const signingKey = (token: string): Buffer | undefined =>
  token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64') : undefined;

/** Seconds by which the time of a signature may be off, in both directions. */
const toleranceSeconds = 300;

/** What GitLab sends beside a body that it signs. */
export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Buffer;
}

/** As many as there may be while a token is changed, and some more. */
const mostSignatures = 8;

/** Version and HMAC-SHA-256 in base64. */
const signaturePattern = /^v1,[A-Za-z0-9+/]{43}=$/;

/**
 * Whether it could be a delivery that was signed lately, by what stands before the body. Source: Standard Webhooks, "Verifying
 * signatures", which GitLab follows (gitlab-org/gitlab!230944).
 *
 * @param now seconds since 1970
 */
export function mayBeSigned({ timestamp, signature }: Pick<Signed, 'timestamp' | 'signature'>, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > toleranceSeconds) return false;
  const parts = signature.split(' ');
  return parts.length <= mostSignatures && parts.some((part) => signaturePattern.test(part));
}

/** Whether a delivery was signed with the key; that it may be, is known. */
export function isSigned({ id, timestamp, signature, body }: Signed, key: Buffer): boolean {
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return signature.split(' ').some((part) => sameSecret(part, `v1,${digest}`));
}
