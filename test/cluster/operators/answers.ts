import { connect } from 'node:net';
import type { ControlPlane } from '../support/control-plane';
import { eventually } from '../support/eventually';

/** Waits until something answers on a port of this machine. */
export async function answers({ processes }: ControlPlane, what: string, port: number): Promise<void> {
  await eventually({
    what: `${what} answers`,
    seconds: 120,
    ask: async () => {
      processes.assertRunning();
      return (await isOpen(port)) ? true : undefined;
    },
  });
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
