import { RawClient } from './raw-client';
import { getOf, headOf, wholeOf, type Target } from './target';

export interface RudeClient {
  readonly name: string;
  /** Comes, does what it does, and stays if it stays; returns its connections. */
  readonly come: (target: Target) => Promise<readonly RawClient[]>;
}

/** Connections of one rude client: more than any server of ours has places. */
const many = 40;

/** A request that is read to its body by every server: of some bytes, more than are ever sent. */
const announced = 'Content-Length: 900';

const times = (count: number, come: (index: number) => Promise<RawClient>): Promise<readonly RawClient[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => come(index)));

/** Connects and sends something. */
const sent = async (target: Target, text: string): Promise<RawClient> => (await RawClient.open(target.port)).send(text);

/** A header too many for any server, in a piece. */
const filling = `X-Filling: ${'x'.repeat(1000)}\r\n`;

const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;

/** Where a request is cut off: after each byte of its body, and here and there in what stands before. */
function cutsOf(whole: string, bodyBytes: number): readonly string[] {
  const head = whole.length - bodyBytes;
  return Array.from({ length: whole.length }, (_, end) => end)
    .filter((end) => end >= head || end % 25 === 0)
    .map((end) => whole.slice(0, end));
}

/** Every way that we know to hold up a server with few connections; each server of ours is tried with all of them. */
export const rudeClients: readonly RudeClient[] = [
  {
    name: 'resets after its headers',
    come: (target) => times(many, async () => (await sent(target, headOf(target.request(), announced))).reset()),
  },
  {
    name: 'resets within its body',
    come: (target) =>
      times(many, async () => (await sent(target, `${headOf(target.request(), announced)}xxx`)).reset()),
  },
  {
    name: 'leaves at every byte',
    come: async (target) => {
      const request = target.request();
      const clients: RawClient[] = [];
      for (const [index, part] of cutsOf(wholeOf(request), request.body.length).entries()) {
        const client = await sent(target, part);
        clients.push(index % 2 === 0 ? client.reset() : client.halfClose());
      }
      return clients;
    },
  },
  { name: 'says nothing', come: (target) => times(many, () => RawClient.open(target.port)) },
  {
    name: 'sends its headers in drops',
    come: (target) =>
      times(many, async () => (await sent(target, `GET ${target.plainPath} HTTP/1.1\r\nX-Drops: `)).repeat('x', 100)),
  },
  {
    name: 'sends its body in drops',
    come: (target) =>
      times(many, async () => (await sent(target, headOf(target.request(), announced))).repeat('x', 100)),
  },
  {
    name: 'sends one byte of its body',
    come: (target) => times(many, () => sent(target, `${headOf(target.request(), announced)}x`)),
  },
  {
    name: 'says that more comes, and ends its half',
    come: (target) =>
      times(many, async () => (await sent(target, `${headOf(target.request(), announced)}x`)).halfClose()),
  },
  {
    name: 'sends a body without end where none belongs',
    come: (target) =>
      times(many, async (index) => {
        const length = index % 2 === 0 ? 'Transfer-Encoding: chunked' : 'Content-Length: 9999999999';
        return (await sent(target, getOf(target, length))).repeat(index % 2 === 0 ? chunk : 'x'.repeat(1024), 10);
      }),
  },
  {
    name: 'sends chunks without end',
    come: (target) =>
      times(many, async () =>
        (await sent(target, headOf(target.request(), 'Transfer-Encoding: chunked'))).repeat(chunk, 10),
      ),
  },
  {
    name: 'sends trailers without end',
    come: (target) =>
      times(many, async () =>
        (await sent(target, `${getOf(target, 'Transfer-Encoding: chunked')}0\r\n`)).repeat(filling, 10),
      ),
  },
  {
    name: 'sends headers without end',
    come: (target) =>
      times(many, async () => (await sent(target, `GET ${target.plainPath} HTTP/1.1\r\n`)).repeat(filling, 10)),
  },
  {
    name: 'asks whether it may send, and does not',
    come: (target) => times(many, () => sent(target, headOf(target.request(), announced, 'Expect: 100-continue'))),
  },
  {
    name: 'asks hundreds of things at once and does not listen',
    come: (target) =>
      // Whoever does not listen notices the end only by what he sends.
      times(8, async () => (await RawClient.open(target.port)).deafen().repeat(getOf(target).repeat(400), 200)),
  },
  {
    name: 'asks once and keeps its connection',
    come: (target) => times(many, () => sent(target, getOf(target))),
  },
  {
    name: 'speaks another protocol',
    come: (target) => times(many, () => sent(target, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.repeat(20))),
  },
  {
    name: 'opens more connections than there may be',
    come: (target) => times(400, () => sent(target, 'GET ')),
  },
];
