import { createHmac } from 'node:crypto';
import { sameSecret } from './same-secret';

const prefix = 'whsec_';

/** The key in a signing token; undefined for a secret token, which GitLab sends as it is. */
export const signingKey = (token: string): Buffer | undefined =>
  token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64') : undefined;

/** Largest difference in seconds, in both directions, between the time of a signature and this clock. */
const toleranceSeconds = 300;

/** A signed body with the headers that GitLab sends for its signature. */
export interface Signed {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Buffer;
}

/** Largest number of signatures in a header; there are two while a token is changed. */
const mostSignatures = 8;

/** Pattern of a signature: its version, and HMAC-SHA-256 in base64. */
const signaturePattern = /^v1,[A-Za-z0-9+/]{43}=$/;

/**
 * Whether the headers have a recent time and a well-formed signature, so that it is worth reading the body. Source:
 * Standard Webhooks, "Verifying signatures", which GitLab follows (gitlab-org/gitlab!230944).
 *
 * @param now seconds since the epoch
 */
export function mayBeSigned({ timestamp, signature }: Pick<Signed, 'timestamp' | 'signature'>, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > toleranceSeconds) return false;
  const parts = signature.split(' ');
  return parts.length <= mostSignatures && parts.some((part) => signaturePattern.test(part));
}

/** Whether a delivery was signed with the key. `mayBeSigned` must have accepted its headers. */
export function isSigned({ id, timestamp, signature, body }: Signed, key: Buffer): boolean {
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return signature.split(' ').some((part) => sameSecret(part, `v1,${digest}`));
}
