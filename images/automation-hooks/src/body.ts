import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

export interface BodyLimits {
  readonly maxBytes: number;
  readonly seconds: number;
}

/**
 * The body of a request, whole.
 *
 * @throws Refusal when it is too large, too slow, or breaks off.
 */
export function bodyOf(request: IncomingMessage, { maxBytes, seconds }: BodyLimits): Promise<Buffer> {
  return new Promise((resolved, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const refuse = (status: number, reason: string) => {
      clearTimeout(deadline);
      request.removeAllListeners('data').pause();
      reject(new Refusal(status, reason));
    };
    const deadline = setTimeout(
      () => refuse(408, `the body did not come in within ${seconds} seconds`),
      seconds * 1000,
    );
    const tooLarge = `the body has more than the ${maxBytes} bytes that there may be`;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      refuse(413, tooLarge);
      return;
    }
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > maxBytes) refuse(413, tooLarge);
      else pieces.push(piece);
    });
    request.once('error', () => refuse(400, 'the body broke off'));
    request.once('end', () => {
      clearTimeout(deadline);
      resolved(Buffer.concat(pieces));
    });
  });
}
