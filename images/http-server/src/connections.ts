import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Requests that may be under way on one connection. The routers send the next one after the answer; a client that sends thousands
 * at once would have all of them answered before anybody else's.
 */
const mostAtOnce = 16;

/**
 * The connections of a server. Once there are too many, the one that has waited longest gives way to a new one: it has sent no
 * whole headers, or it has its answer. So nobody who only holds connections keeps others out, as a plain limit would do.
 */
export class Connections {
  /** Where no request is under way, those that wait longest first. */
  private readonly waiting = new Set<Socket>();
  private readonly underWay = new WeakMap<Socket, number>();
  private open = 0;

  constructor(
    /** Beyond it, connections give way; requests that are under way do not, and may be more. */
    private readonly most: number,
  ) {}

  add(socket: Socket): void {
    this.open += 1;
    this.waiting.add(socket);
    socket.once('close', () => {
      this.open -= 1;
      this.waiting.delete(socket);
    });
    const [longest] = this.waiting;
    if (this.open > this.most) longest?.destroy();
  }

  /** A request has come; returns whether it is to be answered. */
  begin(socket: Socket, response: ServerResponse): boolean {
    this.waiting.delete(socket);
    const count = (this.underWay.get(socket) ?? 0) + 1;
    this.underWay.set(socket, count);
    response.once('close', () => this.underWay.set(socket, (this.underWay.get(socket) ?? 0) - 1));
    if (count > mostAtOnce) socket.destroy();
    return !socket.destroyed;
  }

  /** A request has its answer. */
  end(socket: Socket): void {
    if (!socket.destroyed) this.waiting.add(socket);
  }
}
