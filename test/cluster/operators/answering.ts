import { connect } from 'node:net';
import type { ControlPlane } from '../support/control-plane';
import { eventually } from '../support/eventually';

/** Waits until something listens at a port of this machine. @throws Error with its log when it has ended instead. */
export const answering = ({ processes }: ControlPlane, what: string, port: number): Promise<true> =>
  eventually({
    what: `${what} listens`,
    seconds: 60,
    ask: async () => {
      processes.assertRunning();
      return (await isOpen(port)) ? true : undefined;
    },
  });

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
