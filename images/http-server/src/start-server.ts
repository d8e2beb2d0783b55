import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Connections } from './connections';

export interface ServerLimits {
  /** Seconds that a client may take for the headers of a request. */
  readonly headerSeconds: number;
  /** Seconds that a client may take for a whole request. */
  readonly requestSeconds: number;
  /** Seconds in which a connection may stand still. */
  readonly idleSeconds: number;
  /** Connections beyond which those that wait give way to new ones. */
  readonly maxConnections: number;
}

export interface ServerProps {
  /** TCP port; any free one for 0. */
  readonly port: number;
  readonly limits: ServerLimits;
  /** Answers a request. `proceed` asks a client that waits with its body, by `Expect: 100-continue`, to send it. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, proceed: () => void) => Promise<void>;
  /** Called when a request could not even be answered; its connection is closed. */
  readonly onFault: (error: unknown) => void;
  /** Called with the port once it listens. */
  readonly onListening: (port: number) => void;
}

/** Seconds for requests that are under way when the server is stopped; Kubernetes waits for 30. */
const stopSeconds = 25;

/** Starts an HTTP server that a client can hold up only for itself; returns what stops it. */
export function startServer({ port, limits, answer, onFault, onListening }: ServerProps): () => void {
  const { headerSeconds, requestSeconds, idleSeconds, maxConnections } = limits;
  const server = createServer({
    headersTimeout: headerSeconds * 1000,
    requestTimeout: Math.max(requestSeconds, headerSeconds) * 1000,
    // Node looks at these two only every half a minute by itself.
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 16_384,
  });
  // Also for one that does not take in its answers.
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
    // A server that is closing does not look at times any more.
    setTimeout(() => server.closeAllConnections(), stopSeconds * 1000).unref();
  };
}
