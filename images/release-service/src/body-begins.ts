import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import { Refusal } from './refusal';

/**
 * Waits until the first bytes of a body are there, so that nothing is set aside for one who only announces it.
 *
 * @throws Refusal when the client leaves, also if it did so before, or the bytes do not come.
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
