import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** The headers of an upload. */
export interface UploadRequest {
  readonly token: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** Largest length of a token; GitLab's are shorter. */
const longestToken = 8192;

/**
 * Reads the headers of an upload.
 *
 * @throws Refusal when one is missing or wrong.
 */
export function uploadRequest({ headers }: IncomingMessage, maxBytes: number): UploadRequest {
  const { authorization, 'content-length': length, 'content-encoding': encoding } = headers;
  const digest = headers['x-checksum-sha256'];
  const [, token] = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined || token.length > longestToken) {
    throw new Refusal(401, 'no token: send the identity token of the job as Authorization: Bearer');
  }
  if (length === undefined || !/^\d{1,15}$/.test(length)) {
    throw new Refusal(411, 'no length: send Content-Length, not a body in chunks');
  }
  if (encoding !== undefined) throw new Refusal(415, 'send the file as it is, without Content-Encoding');
  const bytes = Number(length);
  if (bytes === 0) throw new Refusal(400, 'the file is empty');
  if (bytes > maxBytes) throw new Refusal(413, `the file has ${bytes} bytes, and ${maxBytes} is the most there may be`);
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) {
    throw new Refusal(400, 'no digest: send the SHA-256 of the file as X-Checksum-Sha256, in 64 hexadecimal digits');
  }
  return { token, bytes, sha256: digest };
}
