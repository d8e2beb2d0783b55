import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Connections } from '../../../images/http-server/src/connections';

const responseOn = (socket: Socket) => new ServerResponse(new IncomingMessage(socket));
const closed = (socket: Socket) => new Promise((resolved) => socket.once('close', resolved));

/** As many connections, the oldest first. */
function connected(connections: Connections, count: number): readonly [Socket, ...Socket[]] {
  const [first, ...others] = Array.from({ length: count }, () => new Socket());
  if (first === undefined) throw new Error('none');
  for (const socket of [first, ...others]) connections.add(socket);
  return [first, ...others];
}

const destroyedOf = (sockets: readonly Socket[]) => sockets.map(({ destroyed }) => destroyed);

test('the connection that waits longest makes room for a new one', () => {
  expect(destroyedOf(connected(new Connections(2), 3))).toEqual([true, false, false]);
});

test('one on which a request is under way stays, until it has its answer', () => {
  const connections = new Connections(2);
  const [busy, idle] = connected(connections, 2);
  connections.begin(busy, responseOn(busy));
  connected(connections, 1);
  expect(destroyedOf([busy, ...(idle ? [idle] : [])])).toEqual([false, true]);
  connections.end(busy);
  connected(connections, 2);
  expect(busy.destroyed).toBe(true);
});

test('those that have ended are not counted', async () => {
  const connections = new Connections(2);
  const [first, second] = connected(connections, 2);
  const end = closed(first);
  first.destroy();
  await end;
  connected(connections, 1);
  expect(second?.destroyed).toBe(false);
});

test('a connection on which more is asked than answered is closed', () => {
  const connections = new Connections(2);
  const [socket] = connected(connections, 1);
  const taken = Array.from({ length: 18 }, () => connections.begin(socket, responseOn(socket)));
  expect(taken.filter((each) => each)).toHaveLength(16);
  expect(socket.destroyed).toBe(true);
});
