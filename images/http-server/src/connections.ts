import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Largest number of requests at the same time on one connection. Routers wait for the answer before they send the next
 * request; a client that sends thousands at once would delay all others.
 */
const mostAtOnce = 16;

/**
 * The connections of a server. If there are too many, the connection that has been idle for the longest time is closed
 * for a new one; idle means that no request is being answered. So a client that only opens connections cannot keep
 * others out, as it could with a plain limit.
 */
export class Connections {
  /** Connections without a request in progress, the longest idle first. */
  private readonly waiting = new Set<Socket>();
  private readonly open = new Set<Socket>();
  private readonly underWay = new WeakMap<Socket, number>();

  constructor(
    /** Largest number of connections. Those with a request in progress are never closed, so there may be more. */
    private readonly most: number,
  ) {}

  add(socket: Socket): void {
    this.open.add(socket);
    this.waiting.add(socket);
    socket.once('close', () => this.leave(socket));
    const [longest] = this.waiting;
    if (this.open.size <= this.most || longest === undefined) return;
    // Counted as closed now, because more connections may come before its `close` event.
    this.leave(longest);
    longest.destroy();
  }

  private leave(socket: Socket): void {
    this.open.delete(socket);
    this.waiting.delete(socket);
  }

  /** Counts a request; returns false if it must not be answered, because the connection was closed. */
  begin(socket: Socket, response: ServerResponse): boolean {
    this.waiting.delete(socket);
    const count = (this.underWay.get(socket) ?? 0) + 1;
    this.underWay.set(socket, count);
    response.once('close', () => this.underWay.set(socket, (this.underWay.get(socket) ?? 0) - 1));
    if (count > mostAtOnce) socket.destroy();
    return !socket.destroyed;
  }

  /** Marks a connection as idle after an answer. */
  end(socket: Socket): void {
    if (!socket.destroyed) this.waiting.add(socket);
  }
}
