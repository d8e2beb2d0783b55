import { connect, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import type { SmtpVisit } from '../../lib/operations/mail-check/world-view';

const patience = 20_000;

/** Nobody's address: no server that is not open to all takes mail for it. */
const stranger = 'check@example.net';

/**
 * Visits a mail server at port 25: its greeting, its certificate, and whether it would take a message of strangers for strangers. No
 * message is sent.
 */
export async function smtpVisit(host: string, address: string): Promise<SmtpVisit> {
  const socket = connect({ host: address, port: 25 });
  try {
    const plain = new Conversation(socket);
    const greeting = await plain.answer();
    const offers = await plain.say('EHLO check.example.com');
    // Without a sender, so that nothing but the recipient can be refused.
    await plain.say('MAIL FROM:<>');
    const toStrangers = await plain.say(`RCPT TO:<${stranger}>`);
    await plain.say('RSET');
    if (!/^250[ -]STARTTLS$/m.test(offers)) {
      return { greeting, toStrangers, certificate: { failure: 'is not offered: mail arrives in the clear' } };
    }
    await plain.say('STARTTLS');
    return { greeting, toStrangers, certificate: await readCertificate(socket, host) };
  } catch (error) {
    return { failure: `does not answer: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    socket.destroy();
  }
}

/** Lines to a server and back. */
class Conversation {
  private said = '';
  private wake: () => void = () => undefined;
  private ended?: Error;

  constructor(private readonly socket: Socket) {
    const end = (error: Error) => {
      this.ended ??= error;
      this.wake();
    };
    socket.setTimeout(patience, () => end(new Error(`no answer within ${patience / 1000} seconds`)));
    socket.on('error', end);
    socket.on('close', () => end(new Error('the connection was closed')));
    socket.on('data', (chunk: Buffer) => {
      this.said += chunk.toString('latin1');
      this.wake();
    });
  }

  say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.answer();
  }

  /** The next answer, all of its lines. */
  async answer(): Promise<string> {
    for (;;) {
      const found = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(this.said);
      if (found !== null) {
        this.said = this.said.slice(found[0].length);
        return found[0].replaceAll('\r', '').trimEnd();
      }
      if (this.ended !== undefined) throw this.ended;
      await new Promise<void>((resolved) => {
        this.wake = resolved;
      });
    }
  }
}

type Certificate = Extract<SmtpVisit, { readonly greeting: string }>['certificate'];

/** Looked at even if it is not right, so that what is wrong with it can be said. */
const readCertificate = (socket: Socket, host: string): Promise<Certificate> =>
  new Promise((resolved) => {
    socket.removeAllListeners('data');
    const secure: TLSSocket = connectTls({ socket, servername: host, rejectUnauthorized: false }, () => {
      const found = secure.getPeerCertificate();
      const wrong = secure.authorized ? checkServerIdentity(host, found)?.message : String(secure.authorizationError);
      resolved({ expires: Date.parse(found.valid_to), wrong });
      secure.end();
    });
    secure.on('error', (error: Error) => resolved({ failure: `fails: ${error.message}` }));
    setTimeout(() => resolved({ failure: 'was not agreed on in time' }), patience).unref();
  });
