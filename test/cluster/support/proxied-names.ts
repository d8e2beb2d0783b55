import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy for HTTPS that leads every name to one port of 127.0.0.1, so that addresses stay as they are rendered. */
export class ProxiedNames {
  private constructor(
    private readonly server: Server,
    private readonly tunnels: ReadonlySet<Socket>,
    /** Address of the proxy. */
    readonly proxy: string,
  ) {}

  static async leadTo(port: number): Promise<ProxiedNames> {
    const server = createServer((_, response) => response.writeHead(403).end('only CONNECT'));
    const tunnels = new Set<Socket>();
    server.on('connect', (_, client: Socket) => {
      tunnels.add(client);
      client.once('close', () => tunnels.delete(client));
      const inside = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
      inside.pipe(client).pipe(inside);
      inside.on('error', () => client.destroy());
      client.on('error', () => inside.destroy());
    });
    server.unref();
    return new ProxiedNames(server, tunnels, `http://127.0.0.1:${await listen(server)}`);
  }

  async stop(): Promise<void> {
    for (const tunnel of this.tunnels) tunnel.destroy();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** Has a server listen at a free port of 127.0.0.1, and returns it. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
