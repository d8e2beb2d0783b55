import { LogReader } from '../../../../lib/operations/edge/log-reader';
import { CallCounter, callingNetworks } from '../../../../lib/operations/edge/worst-callers';
import { load, minimalEnvironment } from '../../../support/environment-folder';

function calls(text: string) {
  const reader = new LogReader();
  const read = text.split('\n').flatMap((line) => reader.read(line) ?? []);
  return { read, unread: reader.unread };
}

const flow = (source: string, ports: string, action: string) =>
  `2 111122223333 eni-0a1b2c3d4e5f 203.0.112.${source} 10.0.1.5 ${ports} 6 10 840 1795000000 1795000060 ${action} OK`;

test('flow logs in the default format: calls, what was refused, and no answers to calls of ours', () => {
  const nodata = '2 111122223333 eni-0a1b2c3d4e5f - - - - - - - 1795000000 1795000060 - NODATA';
  const lines = [
    flow('7', '51000 443', 'ACCEPT'),
    flow('8', '51000 22', 'REJECT'),
    flow('9', '443 51000', 'ACCEPT'),
    nodata,
  ];
  expect(calls(lines.join('\n'))).toEqual({
    read: [
      { caller: '203.0.112.7/32', bytes: 840, isRefused: false },
      { caller: '203.0.112.8/32', bytes: 840, isRefused: true },
    ],
    unread: 0,
  });
});

test.each([
  ['spaces', 'srcaddr bytes action srcport dstport\n2001:db8:5::1 99 REJECT 40000 443'],
  ['commas', 'action,bytes,srcaddr\nREJECT,99,2001:db8:5::1'],
  ['names of Parquet columns', 'log_status srcaddr bytes action\nOK 2001:db8:5::1 99 REJECT'],
])('flow logs with names of fields, by %s', (_, text) => {
  expect(calls(text)).toEqual({ read: [{ caller: '2001:db8:5::1/128', bytes: 99, isRefused: true }], unread: 0 });
});

const http =
  'Nov 30 04:00:00 router-default-6d haproxy[38]: ::ffff:203.0.112.7:51234 [30/Nov/2026:04:00:00.123] fe_sni~ be_edge_http:site:site/pod:site-1 0/0/1/2/3 429 5120 - - --NI 1/1/0/0/0 0/0 "GET / HTTP/1.1"';
const tcp =
  'Nov 30 04:00:00 router-default-6d haproxy[38]: 203.0.112.7:51234 [30/Nov/2026:04:00:00.123] public_ssl be_tcp:site:site/pod:site-1 1/0/5000 12345 -- 1/1/0/0/0 0/0';

test('logs of the routers, of HTTP and of TCP, as they are and as JSON', () => {
  const text = [http, tcp, JSON.stringify({ message: http }), JSON.stringify({ line: tcp, labels: {} })].join('\n');
  const refused = { caller: '203.0.112.7/32', bytes: 5120, isRefused: true };
  const passed = { caller: '203.0.112.7/32', bytes: 12345, isRefused: false };
  expect(calls(text)).toEqual({ read: [refused, passed, refused, passed], unread: 0 });
});

test('lines of other formats are counted', () => {
  expect(calls('GET / HTTP/1.1\n{"level":"info"}\n\n{broken').unread).toBe(3);
});

test('the worst networks come first, each with what can be done', () => {
  const counter = new CallCounter();
  const add = (caller: string, times: number) => {
    for (let time = 0; time < times; time += 1) counter.add({ caller, bytes: 10, isRefused: time === 0 });
  };
  add('203.0.112.7/32', 3);
  add('203.0.112.9/32', 4);
  add('203.0.113.9/32', 5);
  add('198.51.100.3/32', 2);
  add('2001:db8:5:1::1/128', 1);
  const text = `${minimalEnvironment}  denied: [{ block: 198.51.100.0/28, slot: 3, until: 2027-06-30, because: Scrapes every issue }]\n`;
  const { environment, facts } = load({ 'environment.yaml': text });
  expect(callingNetworks(counter.worst('requests', 1), 'requests', environment, facts)).toEqual([
    { network: '203.0.112.0/24', callers: 2, requests: 7, bytes: 70, refused: 2, advice: 'can be denied' },
    {
      network: '203.0.113.0/24',
      callers: 1,
      requests: 5,
      bytes: 50,
      refused: 1,
      advice: 'not as a whole: it contains addresses of edge.peers[0], 203.0.113.8/29',
    },
    {
      network: '198.51.100.0/24',
      callers: 1,
      requests: 2,
      bytes: 20,
      refused: 1,
      advice: 'slot 3 denies 198.51.100.0/28',
    },
    { network: '2001:db8:5::/48', callers: 1, requests: 1, bytes: 10, refused: 1, advice: 'can be denied' },
  ]);
  expect(counter.worst('requests', 4).map(([caller]) => caller)).toEqual(['203.0.113.9/32', '203.0.112.9/32']);
});
