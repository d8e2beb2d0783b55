import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { Refusal } from './refusal';
import { VerifiedContent } from './verified-content';

const mebibyte = 1024 * 1024;

export interface BodyProps {
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** Seconds that a body may take, besides one second for each MiB. */
  readonly graceSeconds: number;
}

/** Seconds that a body of this size may take in all. */
export const secondsFor = ({ bytes, graceSeconds }: Pick<BodyProps, 'bytes' | 'graceSeconds'>): number =>
  graceSeconds + bytes / mebibyte;

/**
 * Passes the body of a request to `store`. Ends it when length or digest are wrong, when it breaks off, or as soon as
 * it is slower than allowed, so that a slow client is not served until the whole time is over.
 *
 * @throws Refusal with the fault of the body, or the error of `store`.
 */
export async function receivedBody<Stored>(
  request: IncomingMessage,
  { bytes, sha256, graceSeconds }: BodyProps,
  store: (content: VerifiedContent) => Promise<Stored>,
): Promise<Stored> {
  const content = new VerifiedContent({ bytes, sha256 });
  // The stream may fail before the store reads it, and an error event without a listener would end the process.
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
  // `pipeline` would close the connection, on which the client must get the reason.
  const forget = finished(request, (error) => {
    if (error) content.destroy(new Refusal(400, 'the upload broke off'));
  });
  request.pipe(content);
  try {
    return await store(content);
  } catch (error) {
    // If the stream failed, the error of the store is only a consequence.
    throw content.errored ?? error;
  } finally {
    clearInterval(slow);
    forget();
    request.unpipe(content);
    content.destroy();
  }
}
