import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: OutgoingHttpHeaders;
  /**
   * Seconds for which a body that nobody reads may still come in.
   * @default 2
   */
  readonly lingerSeconds?: number;
}

/** Whether a body was announced. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Answers, whatever has come of the body. The connection ends with a no, and with a body that is not all there. Such a body is
 * thrown away for a moment before: a connection that is closed on what was not read is reset, and the answer may be lost with it
 * (RFC 9112, section 9.6).
 */
export function reply(request: IncomingMessage, response: ServerResponse, answer: Reply): void {
  if (response.headersSent || response.destroyed) return;
  const { status, text, headers = {}, lingerSeconds = 2 } = answer;
  const unread = hasBody(request) && !request.complete;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    ...(status >= 400 || unread ? { connection: 'close' } : {}),
  });
  if (!unread) {
    response.end(text);
    return;
  }
  response.write(text);
  const end = () => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(end, lingerSeconds * 1000);
  request.once('end', end).once('close', end).resume();
}
