import fc from 'fast-check';
import { planSubnets, type SubnetTier } from '../../../model/formats/subnet-plan';
import { blocksOverlap } from '../../../model/address-blocks';

const tiers: readonly SubnetTier[] = ['private', 'public', 'hosts', 'directory'];
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Every block a VPC of ours can have. */
const vpcBlock = fc.tuple(fc.integer({ min: 16, max: 20 }), fc.nat({ max: 2 ** 20 - 1 })).map(([prefix, number]) => {
  const start = (number % 2 ** prefix) * 2 ** (32 - prefix);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${prefix}`;
});
const zones = fc.shuffledSubarray(
  letters.map((letter) => `eu-west-1${letter}`),
  { minLength: 1 },
);
const someTiers = fc.shuffledSubarray([...tiers], { minLength: 1 });
const prefixOf = (block: string) => Number(block.split('/')[1]);
const fixed = { seed: 1 };

test('there is one subnet for each zone and tier, inside the VPC', () => {
  fc.assert(
    fc.property(vpcBlock, zones, someTiers, (vpc, inZones, ofTiers) => {
      const plan = planSubnets(vpc, inZones, ofTiers);
      const places = plan.map(({ tier, zone }) => `${tier} ${zone}`);
      expect(places.toSorted()).toEqual(ofTiers.flatMap((tier) => inZones.map((zone) => `${tier} ${zone}`)).toSorted());
      for (const { ipv4Block } of plan) {
        expect(prefixOf(ipv4Block)).toBeGreaterThan(prefixOf(vpc));
        expect(blocksOverlap(ipv4Block, vpc)).toBe(true);
      }
    }),
    fixed,
  );
});

test('no two subnets overlap, and each has a /64 of its own', () => {
  fc.assert(
    fc.property(vpcBlock, zones, someTiers, (vpc, inZones, ofTiers) => {
      const plan = planSubnets(vpc, inZones, ofTiers);
      const overlapping = plan.flatMap((a, index) =>
        plan.slice(index + 1).filter((b) => blocksOverlap(a.ipv4Block, b.ipv4Block)),
      );
      expect(overlapping).toEqual([]);
      const indexes = plan.map(({ ipv6Index }) => ipv6Index);
      expect(new Set(indexes).size).toBe(indexes.length);
      expect(indexes.filter((index) => !Number.isInteger(index) || index < 0 || index > 255)).toEqual([]);
    }),
    fixed,
  );
});

test('a subnet stays where it is, whatever zones and tiers come and go', () => {
  fc.assert(
    fc.property(vpcBlock, zones, someTiers, (vpc, inZones, ofTiers) => {
      const all = planSubnets(
        vpc,
        letters.map((letter) => `eu-west-1${letter}`),
        tiers,
      );
      expect(all).toEqual(expect.arrayContaining([...planSubnets(vpc, inZones, ofTiers)]));
    }),
    fixed,
  );
});

test('a subnet is large enough for AWS, and that of nodes is the largest', () => {
  const [nodes, balancers, hosts, directory] = planSubnets('10.0.0.0/20', ['eu-west-1a'], tiers).map(
    ({ ipv4Block }) => ipv4Block,
  );
  expect([nodes, balancers, hosts, directory]).toEqual(['10.0.0.0/24', '10.0.1.0/26', '10.0.1.64/26', '10.0.1.128/26']);
});

/** Subnets cannot be moved: a change of these numbers would replace every network there is. */
test('the plan of a /16 is as it has always been', () => {
  expect(planSubnets('10.0.0.0/16', ['us-east-1a', 'us-east-1h'], tiers)).toEqual([
    { tier: 'private', zone: 'us-east-1a', ipv4Block: '10.0.0.0/20', ipv6Index: 0 },
    { tier: 'private', zone: 'us-east-1h', ipv4Block: '10.0.224.0/20', ipv6Index: 224 },
    { tier: 'public', zone: 'us-east-1a', ipv4Block: '10.0.16.0/22', ipv6Index: 1 },
    { tier: 'public', zone: 'us-east-1h', ipv4Block: '10.0.240.0/22', ipv6Index: 225 },
    { tier: 'hosts', zone: 'us-east-1a', ipv4Block: '10.0.20.0/22', ipv6Index: 2 },
    { tier: 'hosts', zone: 'us-east-1h', ipv4Block: '10.0.244.0/22', ipv6Index: 226 },
    { tier: 'directory', zone: 'us-east-1a', ipv4Block: '10.0.24.0/22', ipv6Index: 3 },
    { tier: 'directory', zone: 'us-east-1h', ipv4Block: '10.0.248.0/22', ipv6Index: 227 },
  ]);
});
