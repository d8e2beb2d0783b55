import { carryOut } from '../../../../lib/operations/edge/carry-out';
import {
  expiredBlocks,
  planAllowances,
  planDenials,
  type DenyRequest,
  type EdgePlan,
} from '../../../../lib/operations/edge/deny-plan';
import { planFlood } from '../../../../lib/operations/edge/flood-plan';
import { withList } from '../../../../lib/operations/edge/with-list';
import { denySlots } from '../../../../model/deny-slots';
import { changed, load, minimalEnvironment } from '../../../support/environment-folder';

const dualStack = changed(minimalEnvironment, '/16\n', '/16\n  addressFamily: dual-stack\n');
const because = 'Scrapes every issue in a loop';
const day = '2027-06-30';
const saying = (...entries: readonly string[]) =>
  `${dualStack}  denied:\n${entries.map((each) => `    - { ${each}, because: ${because} } # kept\n`).join('')}`;
const three = saying(
  `block: 198.51.100.0/28, slot: 2, until: 2026-01-31`,
  `block: 198.51.100.32/28, slot: 7, until: ${day}`,
  `block: '2001:db8:66::/48', slot: 1, until: 2026-01-31`,
);

type Ground = Pick<DenyRequest, 'environment' | 'facts' | 'live'>;

class Interrupted extends Error {}

/** An environment file and EC2, whose calls and writes end the program after a number of them. */
class World {
  readonly ec2: Map<number, string>;
  private left = Infinity;

  constructor(public text: string) {
    const { environment } = load({ 'environment.yaml': text });
    this.ec2 = new Map(denySlots(environment.edge.denied, 'dual-stack').map((slot) => [slot.ruleNumber, slot.block]));
  }

  /** Runs a command; false if it was interrupted. */
  async run(kind: 'deny' | 'allow', plan: (ground: Ground) => EdgePlan, calls = Infinity): Promise<boolean> {
    this.left = calls;
    const { environment, facts } = load({ 'environment.yaml': this.text });
    const { denied, replaced, problems } = plan({ environment, facts, live: new Map(this.ec2) });
    expect(problems).toEqual([]);
    try {
      await carryOut({
        kind,
        replaced,
        list: {
          replace: ({ ruleNumber, block }) =>
            Promise.resolve().then(() => this.step(() => this.ec2.set(ruleNumber, block))),
        },
        write: () =>
          this.step(() => {
            this.text = withList(this.text, ['edge', 'denied'], denied) ?? '';
          }),
      });
      return true;
    } catch (error) {
      if (error instanceof Interrupted) return false;
      throw error;
    }
  }

  private step(what: () => unknown): void {
    what();
    this.left -= 1;
    if (this.left === 0) throw new Interrupted('the operator’s machine is gone');
  }

  get state() {
    return { text: this.text, ec2: [...this.ec2].sort(([a], [b]) => a - b) };
  }

  /** Blocks in EC2 that the file does not know. */
  get unknown(): readonly string[] {
    const { environment } = load({ 'environment.yaml': this.text });
    const known = new Set(denySlots(environment.edge.denied, 'dual-stack').map(({ block }) => block));
    const idle = new Set(denySlots([], 'dual-stack').map(({ block }) => block));
    return [...this.ec2.values()].filter((block) => !known.has(block) && !idle.has(block));
  }
}

const deny =
  (...blocks: readonly string[]) =>
  (ground: Ground) =>
    planDenials({ ...ground, blocks, own: [], because, until: day });
const flood = (ground: Ground) => {
  const blocks = Array.from({ length: 40 }, (_, index) => `203.0.${100 + (index % 8)}.${index}/32`);
  const others = Array.from({ length: 12 }, (_, index) => `2001:db8:5:${index}::1/128`);
  return planFlood({ ...ground, blocks: [...blocks, ...others], own: [], because, until: day, neighbours: 320 });
};

describe.each<[string, 'deny' | 'allow', string, (ground: Ground) => EdgePlan]>([
  ['deny of three blocks', 'deny', three, deny('203.0.113.64/28', '203.0.114.0/24', '2001:db8:77::/48')],
  ['deny of a first block', 'deny', dualStack, deny('203.0.113.64/28')],
  ['deny of a block with a later day', 'deny', three, deny('198.51.100.0/28')],
  ['a flood', 'deny', three, flood],
  [
    'allow of two blocks',
    'allow',
    three,
    ({ environment, live }) => planAllowances(environment, live, ['198.51.100.0/24', '2001:db8:66::/48']),
  ],
  [
    'expire',
    'allow',
    three,
    ({ environment, live }) => planAllowances(environment, live, expiredBlocks(environment, '2026-11-21')),
  ],
])('%s', (_, kind, text, plan) => {
  test('interrupted after any call and run again ends as if it never had been, and then changes nothing', async () => {
    const whole = new World(text);
    await whole.run(kind, plan);
    expect(whole.state).not.toEqual(new World(text).state);
    let interruptions = 0;
    for (let calls = 1; ; calls += 1) {
      const world = new World(text);
      if (await world.run(kind, plan, calls)) break;
      interruptions += 1;
      expect(world.unknown).toEqual([]);
      expect(await world.run(kind, plan)).toBe(true);
      expect(world.state).toEqual(whole.state);
    }
    expect(interruptions).toBeGreaterThan(0);
    const { state } = whole;
    await whole.run(kind, plan);
    expect(whole.state).toEqual(state);
  });
});

test('what was denied and let in again leaves the same bytes', async () => {
  const world = new World(dualStack);
  await world.run('deny', deny('203.0.113.64/28', '2001:db8:77::/48'));
  expect(world.text).not.toBe(dualStack);
  await world.run('allow', ({ environment, live }) =>
    planAllowances(environment, live, ['203.0.113.64/28', '2001:db8:77::/48']),
  );
  expect(world.state).toEqual(new World(dualStack).state);
});
