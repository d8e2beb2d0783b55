import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { BodyPlaces } from './body-places';
import { Refusal } from './refusal';

export interface BodyProps {
  readonly hook: string;
  /** Address of the client; see `clientAddress`. */
  readonly address: string;
  readonly maxBytes: number;
  readonly seconds: number;
  readonly places: BodyPlaces;
}

/**
 * Receives the whole body of a request.
 *
 * @throws Refusal when it is too large, too slow, breaks off, or is ended in favour of another body.
 */
export function bodyOf(request: IncomingMessage, props: BodyProps): Promise<Buffer> {
  const { hook, address, maxBytes, seconds, places } = props;
  const tooLarge = new Refusal(413, `the body has more than the ${maxBytes} bytes that there may be`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge);
  return new Promise((resolved, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const leave = () => {
      clearTimeout(deadline);
      forget();
      request.off('data', take);
      places.leave(place);
    };
    const refuse = (refusal: Refusal) => {
      leave();
      request.pause();
      reject(refusal);
    };
    const take = (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > maxBytes) {
        refuse(tooLarge);
        return;
      }
      pieces.push(piece);
      places.grow(place, piece.length);
    };
    const place = {
      hook,
      address,
      giveWay: () => refuse(new Refusal(429, 'too many at once: send it again later')),
    };
    const deadline = setTimeout(
      () => refuse(new Refusal(408, `the body did not come in within ${seconds} seconds`)),
      seconds * 1000,
    );
    const forget = finished(request, (error) => {
      if (error) {
        refuse(new Refusal(400, 'the body broke off'));
        return;
      }
      leave();
      resolved(Buffer.concat(pieces));
    });
    places.take(place);
    request.on('data', take);
  });
}
