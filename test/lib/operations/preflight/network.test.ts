import type { PreflightCheck } from '../../../../lib/operations/preflight/check';
import type { Cloud } from '../../../../lib/operations/preflight/cloud';
import { machineTagCheck } from '../../../../lib/operations/preflight/machine-tags';
import { networkTagCheck } from '../../../../lib/operations/preflight/network-tags';
import { subnetAddressCheck } from '../../../../lib/operations/preflight/subnet-addresses';
import { factsFile, findingsOf, group, machine, preflight, subnet, subnets, zoneNames } from './fake-cloud';

const is =
  <Answer>(value: Answer) =>
  () =>
    Promise.resolve(value);
const files = { 'facts.json': factsFile({ infraId: 'commons-x7k2p' }) };
const tag = (id: string, value = 'shared') => ({ [`kubernetes.io/cluster/${id}`]: value });
const own = tag('commons-x7k2p');
const look = (check: PreflightCheck, changes: Partial<Cloud>) =>
  findingsOf(check, preflight({ subnets: is(subnets), ...changes }, files));

test.each([subnetAddressCheck, networkTagCheck, machineTagCheck])(
  'before the network is deployed: $name',
  async (check) => {
    const findings = await check.findings(preflight());
    expect([...new Set(findings.map(({ verdict }) => verdict))]).toEqual(['not yet']);
    expect(findings[0]?.remedy).toBe('deploy the stack testing-network, then run this again');
  },
);

// Each zone needs a machine of each pool of three and 8 addresses for a balancer, and has up to 5 machines more.
const free = (zone: string, freeAddresses: number) =>
  subnets.map((each) => (each.tags.Name === `testing-private-${zone}` ? { ...each, freeAddresses } : each));

test.each<[string, Partial<Cloud>, string]>([
  [
    'exactly enough',
    { subnets: is(free('us-east-1a', 16)) },
    'fine: testing-private-us-east-1a has 16 free addresses, at most 16 are needed',
  ],
  [
    'enough for a deploy only',
    { subnets: is(free('us-east-1a', 11)) },
    'warning: testing-private-us-east-1a has 11 free addresses, pools may grow by 16',
  ],
  [
    'too few for a deploy',
    { subnets: is(free('us-east-1a', 10)) },
    'fails: testing-private-us-east-1a has 10 free addresses, a deploy needs 11',
  ],
  [
    'machines that are there have theirs',
    { subnets: is(free('us-east-1a', 13)), machines: is([machine(), machine(), machine(), machine({ tags: {} })]) },
    'fine: testing-private-us-east-1a has 13 free addresses, at most 13 are needed',
  ],
])('addresses: %s', async (_, changes, said) => {
  const [first, ...others] = await look(subnetAddressCheck, changes);
  expect(first).toBe(said);
  expect(others).toEqual(
    ['us-east-1b', 'us-east-1c'].map(
      (zone) => `fine: testing-private-${zone} has 4000 free addresses, at most 16 are needed`,
    ),
  );
});

test('a zone that is new has no subnet yet', async () => {
  const two = subnets.filter(({ zone }) => zone !== 'us-east-1c');
  expect((await look(subnetAddressCheck, { subnets: is(two) }))[2]).toBe(
    'not yet: there is no testing-private-us-east-1c',
  );
});

const [first, ...rest] = subnets.map((each) => ({ ...each, tags: { ...each.tags, ...own } }));
const tagged = (tags: Readonly<Record<string, string>>) =>
  first === undefined ? [] : [{ ...first, tags: { ...first.tags, ...tags } }, ...rest];
const id = 'subnet-testing-public-us-east-1a';

test.each<[string, Partial<Cloud>, readonly string[]]>([
  ['all is well', {}, ['fine: vpc-1 with 6 subnets']],
  ['another cluster shares a subnet', { subnets: is(tagged(tag('other-abcde'))) }, ['fine: vpc-1 with 6 subnets']],
  [
    'the cluster itself owns one',
    { subnets: is(tagged(tag('commons-x7k2p', 'owned'))) },
    ['fine: vpc-1 with 6 subnets'],
  ],
  [
    'another cluster owns a subnet',
    { subnets: is(tagged(tag('other-abcde', 'owned'))) },
    [`fails: ${id} is tagged as owned by the cluster other-abcde and would be deleted with it`],
  ],
  [
    'another cluster owns the VPC',
    {
      vpcs: is([
        { id: 'vpc-1', tags: tag('other-abcde', 'owned') },
        { id: 'vpc-9', tags: tag('third-abcde', 'owned') },
      ]),
    },
    ['fails: vpc-1 is tagged as owned by the cluster other-abcde and would be deleted with it'],
  ],
  [
    'bystanders, of which one says nothing',
    {
      subnets: is([
        ...subnets,
        subnet('somebody-us-east-1a'),
        subnet('marked-us-east-1a', { tags: { 'kubernetes.io/cluster/unmanaged': 'true' } }),
        subnet('elsewhere-us-east-1a', { vpcId: 'vpc-9' }),
      ]),
    },
    [
      'warning: subnet-somebody-us-east-1a is in the VPC without a cluster tag, so load balancers of the cluster may use it',
    ],
  ],
  [
    'a second VPC has subnets of the same names',
    { subnets: is([...subnets, ...zoneNames.map((zone) => subnet(`testing-private-${zone}`, { vpcId: 'vpc-2' }))]) },
    ['fails: subnets named for testing are in more than one VPC: vpc-1, vpc-2'],
  ],
])('tags of the network: %s', async (_, changes, said) => {
  expect(await look(networkTagCheck, changes)).toEqual(said);
});

const groups = [group('sg-node', own), group('sg-control-plane', own), group('sg-plain')];

test.each<[string, Partial<Cloud>, readonly string[]]>([
  [
    'all is well',
    { machines: is([machine(), machine({ securityGroupIds: ['sg-plain', 'sg-node'] }), machine({ tags: {} })]) },
    ['fine: 2 machines of the cluster, 3 in the VPC'],
  ],
  [
    'its only group says nothing',
    { machines: is([machine({ securityGroupIds: ['sg-plain'] })]) },
    ['fine: 1 machines of the cluster, 1 in the VPC'],
  ],
  [
    'what is in other VPCs',
    { machines: is([machine({ vpcId: 'vpc-9', securityGroupIds: [] })]) },
    ['fine: 0 machines of the cluster, 0 in the VPC'],
  ],
  [
    'two clusters on one machine',
    { machines: is([machine({ tags: { ...own, ...tag('other-abcde') } })]) },
    ['fails: i-1 has the tags of 2 clusters: commons-x7k2p, other-abcde'],
  ],
  [
    'two tagged groups',
    { machines: is([machine({ securityGroupIds: ['sg-node', 'sg-control-plane', 'sg-plain'] })]) },
    ['fails: i-1 has 2 security groups with a cluster tag: sg-node, sg-control-plane'],
  ],
  [
    'two groups and none tagged',
    { machines: is([machine({ securityGroupIds: ['sg-plain', 'sg-other'] })]) },
    ['fails: i-1 has 2 security groups and none is the cluster’s: sg-plain, sg-other'],
  ],
  [
    'machines and groups of another cluster',
    {
      machines: is([machine(), machine({ instanceId: 'i-9', tags: tag('other-abcde', 'owned') })]),
      securityGroups: is([...groups, group('sg-9', tag('other-abcde', 'owned'))]),
    },
    [
      'warning: i-9 in the VPC belongs to the cluster other-abcde',
      'warning: sg-9 in the VPC belongs to the cluster other-abcde',
    ],
  ],
])('tags of machines: %s', async (_, changes, said) => {
  expect(await look(machineTagCheck, { securityGroups: is(groups), ...changes })).toEqual(said);
});
