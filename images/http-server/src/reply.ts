import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: OutgoingHttpHeaders;
  /**
   * Seconds for which the rest of an unread body is received and dropped.
   * @default 2
   */
  readonly lingerSeconds?: number;
}

/** Whether the headers announce a body. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Sends an answer, whether the body was read or not. With an error, or an unread body, the connection is closed
 * afterwards. The rest of an unread body is first received and dropped for some seconds: if the server closed the
 * connection at once, the client would get a reset and might lose the answer (RFC 9112, section 9.6).
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
