import { createServer, request, type Server } from 'node:http';

/** A proxy at a socket in the file system, by which apt of a machine without a network reaches Debian's archive and nothing else. */
export const startAptProxy = (socket: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((asked, answer) => {
      const url = new URL(asked.url ?? '/', 'http://nowhere');
      if (url.hostname !== 'deb.debian.org') {
        answer.writeHead(403).end();
        return;
      }
      const headers = Object.fromEntries(
        Object.entries(asked.headers).filter(([name]) => !name.startsWith('proxy') && name !== 'connection'),
      );
      request(url, { method: asked.method ?? 'GET', headers }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      })
        .on('error', () => answer.writeHead(502).end())
        .end();
    });
    server.listen(socket, () => resolve(server));
  });
