/** A request with a body, as one would send it who knows what everybody knows. */
export interface RawRequest {
  /** Method and path. */
  readonly line: string;
  /** Headers, without those that say how long the body is. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** A server of ours, as rude clients and honest ones see it. */
export interface Target {
  readonly port: number;
  /** Ids of its processes. */
  readonly pids: () => readonly number[];
  /** A path that answers GET, and takes no body. */
  readonly plainPath: string;
  /** A request that gets as far as its body, a new one each time. */
  readonly request: () => RawRequest;
  /** Done when an honest client, a new one each time, got what it came for. */
  readonly serve: () => Promise<void>;
  /** Seconds in which the server ends what a rude client holds. */
  readonly restSeconds: number;
  /** Rude clients by name that it need not end by itself, and what keeps them from harm instead. */
  readonly tolerated?: Readonly<Record<string, string>>;
}

/** A request up to its body, with further headers. */
export const headOf = ({ line, headers }: RawRequest, ...further: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: server.example', ...headers, ...further, '', ''].join('\r\n');

/** A whole request. */
export const wholeOf = (request: RawRequest): string =>
  headOf(request, `Content-Length: ${request.body.length}`) + request.body;

/** A request for a path without a body, with further headers. */
export const getOf = ({ plainPath }: Target, ...further: readonly string[]): string =>
  headOf({ line: `GET ${plainPath}`, headers: [], body: '' }, ...further);
