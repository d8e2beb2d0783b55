import { createServer, type Server } from 'node:net';

/** A mail server (RFC 5321) that takes everything and hands it to the test. */
export class Mailbox {
  private readonly mails: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(): Promise<Mailbox> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const mailbox = new Mailbox(server, typeof address === 'object' && address !== null ? address.port : 0);
    server.on('connection', (socket) => {
      let mail: string[] | undefined;
      socket.setEncoding('utf8').write('220 test\r\n');
      socket.on('data', (text: string) => {
        for (const line of text.split('\r\n').slice(0, -1)) {
          if (mail !== undefined && line !== '.') {
            mail.push(line);
            continue;
          }
          if (mail !== undefined) mailbox.mails.push(mail.join('\n'));
          mail = line === 'DATA' ? [] : undefined;
          socket.write(line === 'DATA' ? '354 go on\r\n' : '250 well\r\n');
        }
      });
    });
    return mailbox;
  }

  close(): void {
    this.server.close();
  }

  /** The first address of Keycloak's in the newest mail. */
  newestLink(): string {
    const text = (this.mails.at(-1) ?? '').replaceAll(/=\n/g, '').replaceAll('=3D', '=');
    const link = /https:\/\/\S+action-token\S+/.exec(text)?.[0];
    if (link === undefined) throw new Error(`no link in ${text}`);
    return link.replaceAll('&amp;', '&');
  }
}
