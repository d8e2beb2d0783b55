import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { Refusal } from './refusal';

/**
 * Waits for the first bytes of a body, so that a client that only announces a body uses no resources.
 *
 * @throws Refusal when the client has closed the connection, or the bytes do not arrive in time.
 */
export function bodyBegins(request: IncomingMessage, seconds: number): Promise<void> {
  return new Promise((resolved, rejected) => {
    const settle = (refusal?: Refusal) => {
      clearTimeout(patience);
      forget();
      request.off('readable', begun);
      if (refusal === undefined) resolved();
      else rejected(refusal);
    };
    const begun = () => settle();
    const patience = setTimeout(
      () => settle(new Refusal(408, `nothing of the file came in within ${seconds} seconds`)),
      seconds * 1000,
    );
    const forget = finished(request, () => settle(new Refusal(400, 'the upload broke off')));
    request.once('readable', begun);
  });
}
