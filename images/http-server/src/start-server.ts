import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Connections } from './connections';

export interface ServerLimits {
  /** Seconds that a client may take for the headers of a request. */
  readonly headerSeconds: number;
  /** Seconds that a client may take for a whole request. */
  readonly requestSeconds: number;
  /** Seconds without any traffic after which a connection is closed. */
  readonly idleSeconds: number;
  /** Largest number of connections; if there are more, idle ones are closed. */
  readonly maxConnections: number;
}

export interface ServerProps {
  /** TCP port; 0 for any free port. */
  readonly port: number;
  readonly limits: ServerLimits;
  /** Answers a request. `proceed` sends `100 Continue` to a client that waits with its body. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, proceed: () => void) => Promise<void>;
  /** Called when no answer could be sent; the connection is closed. */
  readonly onFault: (error: unknown) => void;
  /** Called with the port when the server listens. */
  readonly onListening: (port: number) => void;
}

/** Seconds in which requests can end when the server is stopped; Kubernetes kills the container after 30. */
const stopSeconds = 25;

/**
 * Starts an HTTP server with limits for slow clients and for the number of connections; returns a function that stops
 * it.
 */
export function startServer({ port, limits, answer, onFault, onListening }: ServerProps): () => void {
  const { headerSeconds, requestSeconds, idleSeconds, maxConnections } = limits;
  const server = createServer({
    headersTimeout: headerSeconds * 1000,
    requestTimeout: Math.max(requestSeconds, headerSeconds) * 1000,
    // By default, Node.js checks both time limits only every 30 seconds.
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 16_384,
  });
  // This limit also ends a connection whose client does not read the answer.
  server.timeout = idleSeconds * 1000;

  const connections = new Connections(maxConnections);
  const take = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => {
    const { socket } = request;
    if (!connections.begin(socket, response)) return;
    answer(request, response, proceed)
      .catch((error: unknown) => {
        onFault(error);
        response.destroy();
      })
      .finally(() => connections.end(socket));
  };
  server.on('connection', (socket) => connections.add(socket));
  server.on('request', (request, response) => take(request, response, () => undefined));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    take(request, response, () => response.writeContinue()),
  );
  server.listen(port, () => {
    const address = server.address();
    onListening(typeof address === 'object' && address !== null ? address.port : port);
  });
  return () => {
    server.close();
    server.closeIdleConnections();
    // A server that is closing no longer checks its time limits.
    setTimeout(() => server.closeAllConnections(), stopSeconds * 1000).unref();
  };
}
