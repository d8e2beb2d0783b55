import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { Refusal } from './refusal';
import { VerifiedContent } from './verified-content';

const mebibyte = 1024 * 1024;

export interface BodyProps {
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** Seconds by which a body may be behind one MiB a second. */
  readonly graceSeconds: number;
}

/** Seconds that a body of so many bytes may take in all. */
export const secondsFor = ({ bytes, graceSeconds }: Pick<BodyProps, 'bytes' | 'graceSeconds'>): number =>
  graceSeconds + bytes / mebibyte;

/**
 * Hands the body of a request to `store`, and ends it once it is other than announced, breaks off, or falls behind: a body that
 * comes in drops is not waited for until its end would be due.
 *
 * @throws Refusal that says what is wrong with the body, or the error of `store`.
 */
export async function receivedBody<Stored>(
  request: IncomingMessage,
  { bytes, sha256, graceSeconds }: BodyProps,
  store: (content: VerifiedContent) => Promise<Stored>,
): Promise<Stored> {
  const content = new VerifiedContent({ bytes, sha256 });
  // It may fail before the store has begun to read it, and nobody listening would end the process.
  content.on('error', () => undefined);
  const began = performance.now();
  const slow = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    if (seconds > secondsFor({ bytes: content.received, graceSeconds })) {
      content.destroy(
        new Refusal(408, `the file comes in too slowly: ${content.received} bytes in ${Math.ceil(seconds)} seconds`),
      );
    }
  }, 250);
  // Not by `pipeline`: it closes the connection on which the client is to be told what was wrong.
  const forget = finished(request, (error) => {
    if (error) content.destroy(new Refusal(400, 'the upload broke off'));
  });
  request.pipe(content);
  try {
    return await store(content);
  } catch (error) {
    // What the store says of a stream that failed is not why.
    throw content.errored ?? error;
  } finally {
    clearInterval(slow);
    forget();
    request.unpipe(content);
    content.destroy();
  }
}
