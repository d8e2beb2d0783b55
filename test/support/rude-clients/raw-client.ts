import { connect, type Socket } from 'node:net';

/** A connection on which anything can be sent, to a server on this machine. */
export class RawClient {
  /** The beginning of what the server has said. */
  heard = '';
  /** Whether the connection has ended, by whomever. */
  isClosed = false;
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => (this.heard += data.toString('latin1').slice(0, 1000 - this.heard.length)));
    socket.on('error', () => undefined);
    // Who still sends notices only by a reset that nobody reads it.
    socket.on('end', () => {
      if (this.timer === undefined) socket.end();
    });
    socket.on('close', () => {
      this.isClosed = true;
      clearInterval(this.timer);
    });
  }

  /** Connects; a server that refuses is one that has closed the connection. */
  static open(port: number): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const client = new RawClient(socket);
    return new Promise((resolved) =>
      socket.once('connect', () => resolved(client)).once('close', () => resolved(client)),
    );
  }

  /** Sends; done when it is on its way. */
  send(text: string): Promise<this> {
    return new Promise((resolved) => {
      if (this.socket.writable) this.socket.write(text, 'latin1', () => resolved(this));
      else resolved(this);
    });
  }

  /** Sends a piece again and again, as long as the connection takes it. */
  repeat(piece: string, everyMilliseconds: number): this {
    this.timer = setInterval(() => {
      if (!this.socket.writable) clearInterval(this.timer);
      else if (!this.socket.writableNeedDrain) this.socket.write(piece, 'latin1');
    }, everyMilliseconds);
    return this;
  }

  /** Says that nothing more comes, and listens on. */
  halfClose(): this {
    this.socket.end();
    return this;
  }

  /** Takes in nothing of what the server says. */
  deafen(): this {
    this.socket.pause();
    return this;
  }

  /** Ends the connection without a word, as a machine that lost its power does. */
  reset(): this {
    this.socket.resetAndDestroy();
    return this;
  }
}
