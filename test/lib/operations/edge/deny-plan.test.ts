import { denyDrift, driftRemedy } from '../../../../lib/operations/edge/deny-drift';
import { planAllowances, planDenials, type DenyRequest } from '../../../../lib/operations/edge/deny-plan';
import { planFlood } from '../../../../lib/operations/edge/flood-plan';
import { listedAddresses } from '../../../../lib/operations/edge/listed-addresses';
import { denySlot, denySlots, idleBlock } from '../../../../model/deny-slots';
import { load, minimalEnvironment } from '../../../support/environment-folder';

const because = 'Scrapes every issue in a loop';
const until = '2027-06-30';
const entries = (...slots: readonly (readonly [string, number])[]) =>
  `${minimalEnvironment}  denied:\n${slots.map(([block, slot]) => `    - { block: ${block}, slot: ${slot}, until: ${until}, because: ${because} }\n`).join('')}`;
const environmentWith = (...slots: readonly (readonly [string, number])[]) =>
  load({ 'environment.yaml': slots.length === 0 ? minimalEnvironment : entries(...slots) }).environment;

/** EC2 as the file says, with some entries that have something else. */
const ec2 = (environment: DenyRequest['environment'], others: Readonly<Record<number, string>> = {}) =>
  new Map([
    ...denySlots(environment.edge.denied, 'ipv4').map(({ ruleNumber, block }) => [ruleNumber, block] as const),
    ...Object.entries(others).map(([number, block]) => [Number(number), block] as const),
  ]);

function plan(blocks: readonly string[], request: Partial<DenyRequest> = {}) {
  const environment = request.environment ?? environmentWith();
  const live = request.live ?? ec2(environment);
  return planDenials({ environment, facts: {}, live, own: [], because, until, ...request, blocks });
}

const said = ({ problems }: ReturnType<typeof plan>) =>
  problems.flatMap(({ file, reason, remedy }) => [`${file}: ${reason}`, remedy]);

test('a block takes the lowest slot that is free in the file and in EC2', () => {
  const environment = environmentWith(['198.51.100.0/28', 1]);
  const live = ec2(environment, { 2: '192.0.2.0/24' });
  const { denied, replaced, problems } = plan(['203.0.113.64/28'], { environment, live });
  expect(problems).toEqual([]);
  expect(denied.at(-1)).toEqual({ block: '203.0.113.64/28', slot: 3, until, because });
  expect(replaced).toEqual([denySlot('IPv4', 3, '203.0.113.64/28')]);
});

test('a block that EC2 alone denies is taken into the file, in its slot', () => {
  const environment = environmentWith();
  const live = ec2(environment, { 9: '192.0.2.0/24' });
  const { denied, replaced } = plan(['192.0.2.0/24'], { environment, live });
  expect(denied).toEqual([{ block: '192.0.2.0/24', slot: 9, until, because }]);
  expect(replaced).toEqual([]);
});

test('a block within one that is denied needs nothing', () => {
  const environment = environmentWith(['198.51.100.0/28', 4]);
  expect(plan(['198.51.100.3/32'], { environment })).toEqual({
    denied: environment.edge.denied,
    replaced: [],
    notes: ['198.51.100.3/32 is in 198.51.100.0/28, which slot 4 denies already'],
    problems: [],
  });
});

test('blocks in others that are named too are left to those', () => {
  const { denied } = plan(['203.0.112.7/32', '203.0.112.0/24', '203.0.112.0/24']);
  expect(denied.map(({ block }) => block)).toEqual(['203.0.112.0/24']);
});

const fifteen = Array.from({ length: 15 }, (_, index) => [`192.0.2.${index}/32`, index + 1] as const);

test.each<[string, string, Partial<DenyRequest>, readonly string[]]>([
  [
    'a peer',
    '203.0.113.0/24',
    {},
    ['contains addresses of edge.peers[0], 203.0.113.8/29', 'take the peer out first if it does harm'],
  ],
  ['everybody', '0.0.0.0/0', {}, ['contains addresses of our own network 10.0.0.0/16', 'deny only blocks of others']],
  [
    'oneself',
    '198.51.100.0/24',
    { own: ['198.51.100.77/32'] },
    ['contains your own address, 198.51.100.77/32', 'deny only blocks of others'],
  ],
  [
    'the addresses by which the cluster calls out',
    '198.51.100.0/24',
    { facts: { natAddresses: ['198.51.100.9'] } },
    ['contains 198.51.100.9, from which the cluster itself calls out', 'deny only blocks of others'],
  ],
  [
    'IPv6 where there is none',
    '2001:db8:1::/48',
    {},
    ['is an IPv6 block, but the network has no IPv6', 'remove it: no such packet can arrive'],
  ],
  [
    'around what is denied',
    '198.51.100.0/24',
    { environment: environmentWith(['198.51.100.0/28', 4]) },
    [
      'contains 198.51.100.0/28, which slot 4 denies already',
      'let that in first: commons edge allow testing 198.51.100.0/28',
    ],
  ],
  [
    'a sixteenth',
    '198.51.100.0/24',
    { environment: environmentWith(...fifteen) },
    [
      'finds no free slot: all 15 of IPv4 are used',
      'deny it at the CDN, or let in what does no harm any more: commons edge list testing',
    ],
  ],
  [
    'in a slot that a colleague used',
    '198.51.100.0/28',
    {
      environment: environmentWith(['198.51.100.0/28', 4]),
      live: ec2(environmentWith(), { 4: '192.0.2.0/24' }),
    },
    [
      'has slot 4 of IPv4 in the file, where EC2 denies 192.0.2.0/24, which the file does not know',
      'bring the file up to date, as by git pull, or let that in: commons edge allow testing 192.0.2.0/24',
    ],
  ],
])('%s is not denied', (_, block, request, [reason = '', remedy = '']) => {
  expect(said(plan([block], request))).toEqual([`edge deny ${block}: ${reason}`, remedy]);
});

describe('allow', () => {
  const environment = environmentWith(['198.51.100.0/28', 4], ['198.51.100.16/28', 5], ['192.0.2.0/24', 6]);

  test('lets in all that is in a block, and leaves the other slots alone', () => {
    const { denied, replaced } = planAllowances(environment, ec2(environment), ['198.51.100.0/24']);
    expect(denied.map(({ slot }) => slot)).toEqual([6]);
    expect(replaced).toEqual([4, 5].map((slot) => denySlot('IPv4', slot, idleBlock('IPv4', slot))));
  });

  test('frees what EC2 alone denies, for what the file has there', () => {
    const live = ec2(environment, { 4: '203.0.112.0/24', 9: '203.0.112.0/24' });
    const { denied, replaced, notes } = planAllowances(environment, live, ['203.0.112.0/24']);
    expect({ denied, notes }).toEqual({ denied: environment.edge.denied, notes: [] });
    expect(replaced).toEqual([denySlot('IPv4', 4, '198.51.100.0/28'), denySlot('IPv4', 9, idleBlock('IPv4', 9))]);
  });

  test('refuses a part of a block that is denied, and says of others that they are not', () => {
    const { replaced, notes, problems } = planAllowances(environment, ec2(environment), [
      '192.0.2.7/32',
      '203.0.112.0/24',
    ]);
    expect({ replaced, notes }).toEqual({ replaced: [], notes: ['203.0.112.0/24 is not denied'] });
    expect(problems.map(({ reason }) => reason)).toEqual(['is a part of 192.0.2.0/24, which slot 6 denies']);
  });
});

test('every way in which file and EC2 differ is told, with what to do', () => {
  const environment = environmentWith(['198.51.100.0/28', 1], ['198.51.100.16/28', 2], ['192.0.2.0/24', 3]);
  const live = ec2(environment, { 2: idleBlock('IPv4', 2), 3: '203.0.112.0/24', 4: '203.0.112.0/24' });
  live.delete(5);
  const states = denyDrift(environment, live);
  expect(states.map(({ slot, state }) => [slot.slot, state])).toEqual([
    [1, 'denied'],
    [2, 'in the file alone'],
    [3, 'another one in EC2'],
    [4, 'in EC2 alone'],
    [5, 'no entry in EC2'],
  ]);
  expect(states.map((state) => driftRemedy(state, 'testing'))).toEqual([
    undefined,
    'slot 2 of IPv4: deploy testing-network, or: commons edge deny testing 198.51.100.16/28 --because … --until …',
    'slot 3 of IPv4: bring the file up to date, as by git pull, or let in what EC2 denies: commons edge allow testing 203.0.112.0/24',
    'slot 4 of IPv4: bring the file up to date, as by git pull, or keep it: commons edge deny testing 203.0.112.0/24 --because … --until …; or let it in: commons edge allow testing 203.0.112.0/24',
    'slot 5 of IPv4: deploy testing-network, which makes the entries once',
  ]);
});

describe('a flood', () => {
  const request = { environment: environmentWith(['198.51.100.0/28', 1]), facts: {}, own: [], because, until };
  const live = ec2(request.environment);
  const scattered = Array.from({ length: 30 }, (_, index) => `203.0.${index + 120}.9/32`);

  test('becomes ranges, without what is denied or needed, and says whom else they hit', () => {
    const blocks = [
      '203.0.112.0/32',
      '203.0.112.3/32',
      '198.51.100.7/32',
      '203.0.113.9/32',
      '10.0.3.4/32',
      '2001:db8::1/128',
    ];
    const { denied, replaced, notes, problems } = planFlood({ ...request, live, blocks, neighbours: 2 });
    expect(problems).toEqual([]);
    expect(denied.map(({ block, slot }) => [block, slot])).toEqual([
      ['198.51.100.0/28', 1],
      ['203.0.112.0/30', 2],
    ]);
    expect(replaced).toEqual([denySlot('IPv4', 2, '203.0.112.0/30')]);
    expect(notes).toEqual([
      '1 left out: each contains addresses of edge.peers[0], 203.0.113.8/29',
      '1 left out: each contains addresses of our own network 10.0.0.0/16',
      '1 left out: each is of IPv6, which the network does not have',
      '203.0.112.0/30: 2 addresses that are not in the list',
      '2 of IPv4 in 1 ranges, 2 neighbours hit',
      '198.51.100.7/32 is in 198.51.100.0/28, which slot 1 denies already',
    ]);
  });

  test('that does not fit is refused whole, with the bound in which it would', () => {
    const { denied, replaced, problems } = planFlood({ ...request, live, blocks: scattered, neighbours: 100 });
    expect({ denied, replaced }).toEqual({ denied: request.environment.edge.denied, replaced: [] });
    const [problem] = problems;
    const [, needed = ''] = /: (\d+) would be hit$/.exec(problem?.reason ?? '') ?? [];
    expect(problem?.reason).toBe(
      `30 of IPv4 do not fit into 14 free slots with at most 100 neighbours: ${needed} would be hit`,
    );
    expect(problem?.remedy).toBe(
      `deny them at the CDN, which has room for as many; or accept that: --neighbours ${needed}`,
    );
    const again = planFlood({ ...request, live, blocks: scattered, neighbours: Number(needed) });
    expect(again.problems).toEqual([]);
    expect(again.denied).toHaveLength(15);
  });

  test('whose ranges would all hit somebody needed is refused whatever the bound', () => {
    const full = environmentWith(...fifteen.slice(1));
    const { problems } = planFlood({
      ...request,
      environment: full,
      live: ec2(full),
      blocks: ['203.0.113.1/32', '203.0.113.200/32'],
      neighbours: 1_000_000,
    });
    expect(problems.map(({ reason }) => reason)).toEqual([
      '2 of IPv4 do not fit into 1 free slots with at most 1000000 neighbours: what must not be denied is between them, or no slot is free',
    ]);
  });
});

test('a list has an address on each line; what is none is told by its line', () => {
  const { blocks, problems } = listedAddresses(
    '# seen at night\n203.0.113.7 31 requests\n\n2001:DB8::/48 # a house\nGET /\n',
  );
  expect(blocks).toEqual(['203.0.113.7/32', '2001:db8::/48']);
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[5, '"GET" is not an address']]);
});
