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
  private readonly open = new Set<Socket>();
  private readonly underWay = new WeakMap<Socket, number>();

  constructor(
    /** Beyond it, connections give way; requests that are under way do not, and may be more. */
    private readonly most: number,
  ) {}

  add(socket: Socket): void {
    this.open.add(socket);
    this.waiting.add(socket);
    socket.once('close', () => this.leave(socket));
    const [longest] = this.waiting;
    if (this.open.size <= this.most || longest === undefined) return;
    // Before it says that it is closed: more may come at the same time.
    this.leave(longest);
    longest.destroy();
  }

  private leave(socket: Socket): void {
    this.open.delete(socket);
    this.waiting.delete(socket);
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
