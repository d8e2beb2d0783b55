import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { newWireguardKey, wireguardPublicKey } from '../../bin/new-wireguard-key';
import { gatewayLink } from '../../constructs/hosts/gateway-link';
import { gatewayPlan } from '../../constructs/hosts/gateway-plan';
import { gatewayProgram } from '../../constructs/hosts/gateway-program';
import { gatewayStart } from '../../constructs/hosts/gateway-start';
import { hostProgram } from '../../constructs/hosts/host-program';
import { peerConfiguration, privateKeyPlaceholder } from '../../lib/operations/tunnel/peer-configuration';
import { toTunnelPeer } from '../../lib/platform/tunnel';
import { gatewayAddresses, peerBlocks, type WireGuardPeer } from '../../model/wireguard';
import { load } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import { pythonOf } from './support/python';
import { Surroundings } from './tunnel/surroundings';

const folder = mkdtempSync(join(tmpdir(), 'commons-tunnel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text, { mode: 0o755 });
};

const { environment } = load(fullEnvironment);
const { wireguard } = environment.access;
if (wireguard === undefined) throw new Error('the environment of this test has no tunnel');
const [keys, gatewayKey, otherKey] = [newWireguardKey(), newWireguardKey(), newWireguardKey()];
/** A peer that moves: the gateways know its address only by its packets. */
const peer: WireGuardPeer = {
  name: 'monitoring',
  because: 'Watches us from outside, from a new address every day',
  publicKey: wireguardPublicKey(keys),
  address: '10.8.0.2',
  networks: [],
  endpoint: { anywhere: 'Its provider gives it another address every night' },
  presence: 'always',
  reaches: ['cluster-api'],
  answers: [{ port: 9000, protocol: 'TCP', from: 'cluster' }],
};

const stateSchema = z.object({
  holder: z.string().nullable(),
  routes: z.array(z.string()),
  up: z.array(z.string()),
});

let around: Surroundings;
const act = (what: string, rest: Readonly<Record<string, unknown>> = {}) =>
  around.ask({ do: what, ...rest }, z.unknown());
const state = () => around.ask({ do: 'state' }, stateSchema);
const reaches = async (place: string, address: string, port: number) =>
  (await around.ask({ do: 'reaches', place, address, port }, z.object({ reaches: z.boolean() }))).reaches;
const log = (place: string) => readFileSync(join(folder, `${place}.log`), 'utf8');

/** Waits until something is so, and returns the seconds that it took. */
async function until(holds: () => Promise<boolean>, seconds: number): Promise<number> {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > seconds * 1000) {
      const found = JSON.stringify(await state());
      throw new Error(`not so after ${seconds} seconds: ${found}\na: ${log('a')}\nb: ${log('b')}`);
    }
    await new Promise((resolved) => setTimeout(resolved, 200));
  }
  return Math.round((Date.now() - began) / 100) / 10;
}

/** From the peer to the API of the cluster, through the tunnel, and back from the cluster to the peer. */
const tunnelWorks = async () =>
  (await reaches('peer', '10.0.0.10', 6443)) && (await reaches('inside', '10.8.0.2', 9000));
const serves = async (place: string) => {
  const { holder, routes, up } = await state();
  return holder === place && up.join() === place && routes.join() === place;
};
const parameter = (name: string, value: string) => act('parameter', { name, value });

beforeAll(async () => {
  around = await Surroundings.start(folder);
  const made = await around.ask(
    { do: 'make', networks: peerBlocks(peer) },
    z.object({
      interfaces: z.record(z.string(), z.string()),
      allocation: z.string(),
      routeTables: z.array(z.string()),
      kept: z.string(),
      places: z.record(z.string(), z.object({ own: z.string(), outside: z.string().optional() })),
    }),
  );
  for (const [part, text] of Object.entries({ plan: gatewayPlan, link: gatewayLink, gateway: gatewayProgram }))
    await parameter(`/testing/wireguard/program/${part}`, text);
  const machines = ['a', 'b'].map((name) => [
    name,
    { interface: made.interfaces[name], address: made.places[name]?.own, outside: made.places[name]?.outside },
  ]);
  const shared = {
    allocation: made.allocation,
    addresses: gatewayAddresses({ ...wireguard, tunnelIpv6: undefined }),
    machines: Object.fromEntries(machines) as object,
    routeTables: made.routeTables,
  };
  await parameter('/testing/wireguard/tunnel', JSON.stringify(shared));
  await parameter(`/testing/wireguard/peers/${peer.name}`, JSON.stringify(toTunnelPeer(peer, environment)));
  file('sbin/commons_host.py', hostProgram);
  file('sbin/commons-gateway', gatewayStart);
  for (const machine of ['a', 'b']) {
    const gateway = {
      name: 'testing-host-gateway',
      parameters: '/testing/wireguard',
      secret: 'wireguard',
      key: 'private-key',
    };
    file(`${machine}.json`, JSON.stringify({ machine, secrets: {}, namespace: 'CommonsPlatform/Hosts', gateway }));
    file(`${machine}/run/commons-host/secrets/wireguard`, JSON.stringify({ 'private-key': gatewayKey }));
    mkdirSync(join(folder, machine, 'run/commons-gateway'));
  }
  // What `commons wireguard peer` prints, without the lines that wg-quick takes for itself.
  const facts = { wireguardAddress: made.kept, wireguardKey: wireguardPublicKey(gatewayKey) };
  const printed = peerConfiguration(peer, wireguard, environment, facts).replace(privateKeyPlaceholder, keys);
  const configuration = printed.replace(/^(Address|MTU|DNS) = .*\n/gm, '');
  const networks = /^AllowedIPs = (.*)$/m.exec(printed)?.[1]?.split(', ') ?? [];
  await act('listen', { place: 'inside', port: 6443 });
  await act('listen', { place: 'inside', port: 22 });
  await act('listen', { place: 'peer', port: 9000 });
  await act('listen', { place: 'peer', port: 22 });
  await act('join', { place: 'peer', configuration, addresses: ['10.8.0.2/24'], networks });
}, 600_000);
afterAll(() => around.stop());

const took: Record<string, number> = {};
afterAll(() => console.log(`seconds until the tunnel works: ${JSON.stringify(took)}`));

test('the keys are those that wg makes', () => {
  const bin = join(folder, 'bin/wg');
  expect(execFileSync(bin, ['pubkey'], { input: otherKey, encoding: 'utf8' }).trim()).toBe(
    wireguardPublicKey(otherKey),
  );
});

test('of two gateways that start at once one has the address, and the tunnel works', async () => {
  await Promise.all([act('start', { place: 'a' }), act('start', { place: 'b' })]);
  took['after both started'] = await until(tunnelWorks, 60);
  const { holder, up, routes } = await state();
  expect([up, routes]).toEqual([[holder], [holder]]);
  expect(`${log('a')}${log('b')}`.match(/has taken the address/g)).toHaveLength(1);
}, 90_000);

const one = async () => (await state()).holder ?? '';
const otherThan = (place: string) => (place === 'a' ? 'b' : 'a');

test('nothing passes that no peer may call, in either direction', async () => {
  expect(await reaches('peer', '10.0.0.10', 22)).toBe(false);
  expect(await reaches('inside', '10.8.0.2', 22)).toBe(false);
  expect(await tunnelWorks()).toBe(true);
}, 30_000);

test('a gateway dies, the other takes over, and peers know it by the same address', async () => {
  const dead = await one();
  await act('die', { place: dead });
  took['after a gateway died'] = await until(tunnelWorks, 90);
  expect(await serves(otherThan(dead))).toBe(true);
  const { endpoint } = await around.ask({ do: 'endpoint', place: 'peer' }, z.object({ endpoint: z.array(z.string()) }));
  expect(endpoint).toEqual(['198.51.100.7:51820']);
  await act('mend', { place: dead });
  await act('start', { place: dead });
  // Whoever comes back stands by.
  await new Promise((resolved) => setTimeout(resolved, 12_000));
  expect(await serves(otherThan(dead))).toBe(true);
}, 150_000);

test('a gateway that is cut off stands back while the other takes over, and stays back when it returns', async () => {
  const cut = await one();
  await act('cut', { place: cut });
  took['after a gateway was cut off'] = await until(tunnelWorks, 90);
  await until(() => serves(otherThan(cut)), 60);
  expect(log(cut)).toContain(`${cut} stands back`);
  await act('mend', { place: cut });
  await new Promise((resolved) => setTimeout(resolved, 12_000));
  expect(await serves(otherThan(cut))).toBe(true);
}, 180_000);

test('a gateway that EC2 alone does not answer goes on while the other stands by', async () => {
  const silent = await one();
  await act('silence', { place: silent });
  await new Promise((resolved) => setTimeout(resolved, 25_000));
  expect([await tunnelWorks(), await serves(silent)]).toEqual([true, true]);
  await act('speak');
}, 60_000);

test('a crash of the program alone interrupts nothing', async () => {
  const crashed = await one();
  await act('crash', { place: crashed });
  await act('start', { place: crashed });
  await new Promise((resolved) => setTimeout(resolved, 10_000));
  expect([await tunnelWorks(), await serves(crashed)]).toEqual([true, true]);
}, 60_000);

test('a peer that may call more does so within a minute, without a new machine', async () => {
  const more = { ...peer, reaches: [{ host: 'mirror', port: 22, protocol: 'TCP' }, 'cluster-api'] } as const;
  const changed = {
    ...toTunnelPeer(peer, environment),
    reaches: [{ blocks: ['10.0.0.0/16'], protocol: 'tcp', port: 22 }],
  };
  expect(more.reaches).toHaveLength(2);
  await parameter(`/testing/wireguard/peers/${peer.name}`, JSON.stringify(changed));
  await until(() => reaches('peer', '10.0.0.10', 22), 90);
  expect(await reaches('peer', '10.0.0.10', 6443)).toBe(false);
}, 120_000);

test('gateways tell how the tunnel is', async () => {
  const { metrics } = await around.ask({ do: 'metrics' }, z.object({ metrics: z.array(z.string()) }));
  expect(metrics).toEqual(['Active', 'HandshakeAge', 'TookOver']);
}, 30_000);

describe('what a gateway decides', () => {
  /** Has the plan decide on what it sees, round by round. */
  const decide = (rounds: readonly (readonly [holder: string | null, other: string | null])[]): readonly string[] => {
    const program = [
      'import json, sys, types',
      'plan = types.ModuleType("plan")',
      'exec(sys.argv[1], plan.__dict__)',
      'state, acts = plan.State(), []',
      'for holder, other in json.loads(sys.argv[2]):',
      '    state, act = plan.decide(state, holder, other)',
      '    acts.append(act)',
      'print(json.dumps(acts))',
    ].join('\n');
    const text = execFileSync(pythonOf('aws'), ['-c', program, gatewayPlan, JSON.stringify(rounds)], {
      encoding: 'utf8',
    });
    return z.array(z.string()).parse(JSON.parse(text));
  };
  const many = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item);

  test.each<[string, Parameters<typeof decide>[0], readonly string[]]>([
    ['an address that nobody has is claimed', [['nobody', null]], ['claim']],
    [
      'whoever has the address serves',
      [
        ['me', null],
        ['me', 'active'],
      ],
      ['serve', 'serve'],
    ],
    ['the other is left alone while it serves', many(5, ['other', 'active'] as const), many(5, 'stand by')],
    [
      'a silent one is overtaken in the third round',
      many(3, ['other', null] as const),
      ['stand by', 'stand by', 'take over'],
    ],
    [
      'one that is heard again in time is not',
      [
        ['other', null],
        ['other', null],
        ['other', 'active'],
        ['other', null],
        ['other', null],
      ],
      many(5, 'stand by'),
    ],
    [
      'whoever lost the address stands back at once',
      [
        ['me', 'standby'],
        ['other', 'active'],
      ],
      ['serve', 'stand by'],
    ],
    [
      'and does not take it back from one that it cannot hear',
      [['me', null], ...many(59, ['other', null] as const)],
      ['serve', ...many(59, 'stand by')],
    ],
    [
      'but does at last, as that one may be dead',
      [['me', null], ...many(60, ['other', null] as const)],
      ['serve', ...many(59, 'stand by'), 'take over'],
    ],
    [
      'one that is being overtaken does not snatch the address',
      [
        ['me', null],
        ['nobody', null],
      ],
      ['serve', 'stand by'],
    ],
    ['without EC2 nobody takes over', many(9, [null, null] as const), many(9, 'stand by')],
    [
      'without EC2 the one that serves goes on while the other stands by',
      [['me', 'standby'], ...many(9, [null, 'standby'] as const)],
      many(10, 'serve'),
    ],
    [
      'without EC2 and without the other it stands back',
      [['me', 'standby'], ...many(4, [null, null] as const)],
      ['serve', 'serve', 'serve', 'stand by', 'stand by'],
    ],
    [
      'without EC2 it stands back at once when the other serves',
      [
        ['me', 'standby'],
        [null, 'active'],
      ],
      ['serve', 'stand by'],
    ],
  ])('%s', (_, rounds, acts) => {
    expect(decide(rounds)).toEqual(acts);
  });
});
