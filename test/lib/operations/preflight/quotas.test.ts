import type { Cloud } from '../../../../lib/operations/preflight/cloud';
import { networkQuotaChecks } from '../../../../lib/operations/preflight/network-quotas';
import { processorQuotaChecks } from '../../../../lib/operations/preflight/processor-quotas';
import { volumeQuotaCheck } from '../../../../lib/operations/preflight/volume-quota';
import { changed, minimalEnvironment, type EnvironmentFiles } from '../../../support/environment-folder';
import { keepers } from '../../../support/every-kind';
import { minimalPools } from '../../../support/pools';
import { withGitLab } from '../../../support/with-gitlab';
import { opensPorts } from '../../../support/with-ports';
import { factsFile, findingsOf, machine, preflight, runnerHosts, subnet, subnets, untagged } from './fake-cloud';

const named = (name: string) =>
  [...processorQuotaChecks, volumeQuotaCheck, ...networkQuotaChecks].find((check) => check.name === name);

const is =
  <Answer>(value: Answer) =>
  () =>
    Promise.resolve(value);
const ofCluster = { 'facts.json': factsFile({ infraId: 'commons-x7k2p' }) };
const environment = (from: string, to: string): EnvironmentFiles => ({
  'environment.yaml': changed(minimalEnvironment, from, to),
});
const withHosts: EnvironmentFiles = {
  'environment.yaml': changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n') + runnerHosts,
};
const withPools = environment('edge:\n', `  ingress: { pool: workers }\n  pools:\n${minimalPools}edge:\n`);
const mixedPools = changed(minimalPools, '[m7g.xlarge]', '[m7g.xlarge, c7g.2xlarge]\n      owner: cloudformation');
const strangers = (count: number) => Array.from({ length: count }, () => machine({ tags: {} }));

test.each<[string, string, Partial<Cloud>, EnvironmentFiles, string]>([
  // Pools bring 10 machines of 4 vCPUs, the bootstrap machine too, and may grow by 3 of them.
  [
    'exactly enough',
    'quota of on-demand vCPUs',
    { quota: is(64) },
    {},
    'fine: the account may have 64 on-demand vCPUs, others have 0, at most 64 are needed',
  ],
  [
    'enough for a deploy only',
    'quota of on-demand vCPUs',
    { quota: is(63) },
    {},
    'warning: the account may have 63 on-demand vCPUs, others have 0, pools may grow to 64',
  ],
  [
    'too little for a deploy',
    'quota of on-demand vCPUs',
    { quota: is(51) },
    {},
    'fails: the account may have 51 on-demand vCPUs, others have 0, a deploy needs 52',
  ],
  [
    'others have some',
    'quota of on-demand vCPUs',
    { quota: is(68), machines: is(strangers(2)) },
    {},
    'warning: the account may have 68 on-demand vCPUs, others have 8, pools may grow to 64',
  ],
  [
    'machines that do not count',
    'quota of on-demand vCPUs',
    {
      quota: is(64),
      machines: is([machine({ running: false }), machine({ spot: true }), machine({ type: 'p5.48xlarge' })]),
    },
    {},
    'fine: the account may have 64 on-demand vCPUs, others have 0, at most 64 are needed',
  ],
  [
    'own machines are not counted twice',
    'quota of on-demand vCPUs',
    { quota: is(64), machines: is([machine(), machine({ tags: { Name: 'commons-x7k2p-bootstrap' } })]) },
    ofCluster,
    'fine: the account may have 64 on-demand vCPUs, others have 0, at most 64 are needed',
  ],
  // Two hosts of 8 vCPUs, and the successor of one.
  [
    'own hosts are not counted twice',
    'quota of on-demand vCPUs',
    {
      quota: is(88),
      machines: is([
        machine({ type: 'c7g.2xlarge', tags: { Name: 'testing-runner-host-builds' } }),
        machine({ tags: { Name: 'elsewhere-runner-host-builds' } }),
      ]),
    },
    withHosts,
    'warning: the account may have 88 on-demand vCPUs, others have 4, pools may grow to 88',
  ],
  [
    'after the bootstrap',
    'quota of on-demand vCPUs',
    { quota: is(60) },
    environment('cluster:\n', 'cluster:\n  phase: running\n'),
    'fine: the account may have 60 on-demand vCPUs, others have 0, at most 60 are needed',
  ],
  [
    'of several types the largest counts',
    'quota of on-demand vCPUs',
    { quota: is(64) },
    environment('edge:\n', `  toolsImage: quay.io/x/y:1\n  ingress: { pool: workers }\n  pools:\n${mixedPools}edge:\n`),
    'fine: the account may have 64 on-demand vCPUs, others have 0, at most 64 are needed',
  ],
  [
    'room for none',
    'quota of spot vCPUs',
    { quota: is(5) },
    {},
    'warning: the account may have 5 spot vCPUs, others have 0, pools may grow to 64',
  ],
  ['no spot pools', 'quota of spot vCPUs', { quota: is(0) }, withPools, 'fine: no pool needs spot vCPUs'],
  // 10 volumes of 120 GiB, the bootstrap machine's too, up to 21 of them.
  [
    'enough for a deploy only',
    'quota of gp3 storage',
    { quota: is(2), volumes: is([{ volumeId: 'vol-9', sizeGiB: 256, tags: {} }]) },
    {},
    'warning: the account may have 2 TiB of gp3 volumes, others have 0.25, pools may grow to 2.46',
  ],
  [
    'a root volume of ours',
    'quota of gp3 storage',
    { quota: is(50), volumes: is([{ volumeId: 'vol-1', sizeGiB: 1024, tags: {} }]), machines: is([machine()]) },
    ofCluster,
    'fine: the account may have 50 TiB of gp3 volumes, others have 0, at most 2.46 are needed',
  ],
  [
    'the first network',
    'quota of VPCs',
    { quota: is(5), vpcs: is(untagged(5)) },
    {},
    'fails: the account may have 5 VPCs, others have 5, a deploy needs 1',
  ],
  [
    'the network is deployed',
    'quota of VPCs',
    { quota: is(5), vpcs: is(untagged(5)), subnets: is(subnets) },
    {},
    'fine: the account may have 5 VPCs, others have 4, at most 1 are needed',
  ],
  [
    'one short',
    'quota of Elastic IP addresses',
    { quota: is(5), addresses: is(untagged(3)) },
    {},
    'fails: the account may have 5 Elastic IP addresses, others have 3, a deploy needs 3',
  ],
  [
    'ours are there',
    'quota of Elastic IP addresses',
    { quota: is(5), addresses: is([...untagged(2), { id: '9', tags: { Name: 'testing-nat-us-east-1a' } }]) },
    {},
    'fine: the account may have 5 Elastic IP addresses, others have 2, at most 3 are needed',
  ],
  [
    'one NAT gateway for all',
    'quota of Elastic IP addresses',
    { quota: is(5), addresses: is(untagged(4)) },
    environment('/16\n', "/16\n  nat: { single: us-east-1b, because: 'The tests may be offline' }\n"),
    'fine: the account may have 5 Elastic IP addresses, others have 4, at most 1 are needed',
  ],
  [
    'gateways of others',
    'quota of internet gateways',
    { quota: is(5), internetGateways: is(untagged(5).map((each) => ({ ...each, vpcIds: ['vpc-9'] }))) },
    {},
    'fails: the account may have 5 internet gateways, others have 5, a deploy needs 1',
  ],
  [
    'our gateway',
    'quota of internet gateways',
    { quota: is(1), internetGateways: is([{ id: 'igw-1', tags: {}, vpcIds: ['vpc-1'] }]), subnets: is(subnets) },
    {},
    'fine: the account may have 1 internet gateways, others have 0, at most 1 are needed',
  ],
  [
    'one zone is full',
    'quota of NAT gateways in a zone',
    {
      quota: is(2),
      subnets: is([...subnets, subnet('other-public-us-east-1b', { vpcId: 'vpc-9' })]),
      natGateways: is([
        { id: 'nat-1', tags: {}, subnetId: 'subnet-testing-public-us-east-1b' },
        { id: 'nat-2', tags: {}, subnetId: 'subnet-other-public-us-east-1b' },
        { id: 'nat-3', tags: {}, subnetId: 'subnet-other-public-us-east-1b' },
      ]),
    },
    {},
    'fails: the account may have 2 NAT gateways in a zone, others have 2, a deploy needs 1',
  ],
  [
    'one zone of ours and one of others',
    'quota of NAT gateways in a zone',
    {
      quota: is(1),
      subnets: is([
        ...subnets,
        subnet('other-public-us-east-1b', { vpcId: 'vpc-9' }),
        subnet('other-public-us-east-1d'),
      ]),
      natGateways: is([
        { id: 'nat-1', tags: {}, subnetId: 'subnet-testing-public-us-east-1a' },
        { id: 'nat-2', tags: {}, subnetId: 'subnet-other-public-us-east-1b' },
        { id: 'nat-3', tags: {}, subnetId: 'subnet-other-public-us-east-1d' },
      ]),
    },
    {},
    'fails: the account may have 1 NAT gateways in a zone, others have 1, a deploy needs 1',
  ],
  [
    'not without IPv6',
    'quota of egress-only internet gateways',
    { quota: is(0) },
    {},
    'fine: no egress-only internet gateways are needed',
  ],
  [
    'with IPv6',
    'quota of egress-only internet gateways',
    { quota: is(0) },
    environment('/16\n', '/16\n  addressFamily: dual-stack\n'),
    'fails: the account may have 0 egress-only internet gateways, others have 0, a deploy needs 1',
  ],
  [
    'rules for everybody',
    'quota of rules of a security group',
    { quota: is(60) },
    {},
    'fine: a security group may have 60 rules, and the clients of the routers need 23 in the workers’ security group',
  ],
  [
    'more rules than the account has',
    'quota of rules of a security group',
    { quota: is(60) },
    environment('/16\n', '/16\n  securityGroupRules: 100\n'),
    'fails: a security group may have 60 rules, and network.securityGroupRules says 100',
  ],
  [
    'too many ranges',
    'quota of rules of a security group',
    { quota: is(60) },
    environment(
      "{ none: 'Nobody but the tests knows this environment' }",
      `{ canonicalName: c.cdn.example, ranges: { ipv4: [${Array.from({ length: 19 }, (_, index) => `198.51.${index}.0/24`).join(', ')}] } }`,
    ),
    'fails: a security group may have 60 rules, and the clients of the routers need 69 in the routers’ security group',
  ],
  [
    'two for the API',
    'quota of network load balancers',
    { quota: is(3), balancers: is(['a', 'b', 'commons-x7k2p-int']) },
    ofCluster,
    'fails: the account may have 3 network load balancers, others have 2, a deploy needs 2',
  ],
  [
    'one for an API of the VPC alone',
    'quota of network load balancers',
    { quota: is(3), balancers: is(['a', 'b']) },
    environment('cluster:\n', 'cluster:\n  api: vpc\n'),
    'fine: the account may have 3 network load balancers, others have 2, at most 1 are needed',
  ],
  [
    'one more for the ingress',
    'quota of network load balancers',
    { quota: is(4), balancers: is(['a', 'b']) },
    environment('cluster:\n', 'cluster:\n  ingress: { balancer: network }\n'),
    'fails: the account may have 4 network load balancers, others have 2, a deploy needs 3',
  ],
  [
    'that of the ingress is there once the cluster runs',
    'quota of network load balancers',
    { quota: is(4), balancers: is(['a', 'b']) },
    environment('cluster:\n', 'cluster:\n  phase: running\n  ingress: { balancer: network }\n'),
    'fine: the account may have 4 network load balancers, others have 2, at most 2 are needed',
  ],
])('%s: %s', async (_, name, changes, files, said) => {
  expect(await findingsOf(named(name), preflight(changes, files))).toEqual([said]);
});

test('the web pages of the directory, and Keycloak beside the cluster, have an application load balancer each', async () => {
  const said = async (cloud: Partial<Cloud>) =>
    (await findingsOf(named('quota of application load balancers'), preflight(cloud, keepers.directory))).join();
  const own = ['testing-directory', 'testing-single-sign-on'];
  expect(await said({ quota: is(3), balancers: is(['a', 'b']) })).toBe(
    'fails: the account may have 3 application load balancers, others have 2, a deploy needs 2',
  );
  expect(await said({ quota: is(4), balancers: is(['a', 'b']) })).toContain('fine');
  expect(await said({ quota: is(4), balancers: is(['a', 'b', ...own]) })).toContain('fine');
});

test.each([
  // 2.46 TiB of machines, and one of others.
  [46.5, 'fine: the account may have 50 TiB of gp3 volumes, others have 1, at most 48.96 are needed'],
  [47, 'warning: the account may have 50 TiB of gp3 volumes, others have 1, pools may grow to 49.46'],
  [48, 'fails: the account may have 50 TiB of gp3 volumes, others have 1, a deploy needs 49.17'],
])('disks that the cluster makes need gp3 storage: %d TiB', async (tib, said) => {
  const volumes = is<Awaited<ReturnType<Cloud['volumes']>>>([
    { volumeId: 'vol-1', sizeGiB: 1024, tags: {} },
    { volumeId: 'vol-2', sizeGiB: 4096, tags: { 'kubernetes.io/cluster/commons-x7k2p': 'owned' } },
  ]);
  const input = preflight({ quota: is(50), volumes }, ofCluster);
  expect(await findingsOf(volumeQuotaCheck, { ...input, claimedGiB: tib * 1024 })).toEqual([said]);
});

test('the remedy asks for as much as all need together, under the right code', async () => {
  const asked: string[] = [];
  const quota = (service: string, code: string) => {
    asked.push(`${service} ${code}`);
    return Promise.resolve(0);
  };
  const checks = [...processorQuotaChecks, volumeQuotaCheck, ...networkQuotaChecks];
  const input = preflight(
    { quota, addresses: is(untagged(4)) },
    environment('/16\n', '/16\n  addressFamily: dual-stack\n'),
  );
  const findings = await Promise.all(checks.map((check) => check.findings(input)));
  expect(asked).toEqual([
    'ec2 L-1216C47A',
    'ec2 L-34B43A08',
    'ebs L-7A658B76',
    'vpc L-F678F1CE',
    'ec2 L-0263D0A3',
    'vpc L-A4707A72',
    'vpc L-FE5A380F',
    'vpc L-45FE3B85',
    'elasticloadbalancing L-69A177A2',
    'vpc L-0EA8095F',
  ]);
  expect(findings[4]?.[0]?.remedy).toBe(
    'ask for more: aws service-quotas request-service-quota-increase --region us-east-1 --service-code ec2 --quota-code L-0263D0A3 --desired-value 7',
  );
});

test.each([
  ['GitLab', withGitLab, 'git-ssh'],
  ['ports of tenants', opensPorts, 'ports'],
])('for %s there are a balancer and an address in each zone, which are not counted twice', async (_, text, purpose) => {
  const files = { ...ofCluster, 'environment.yaml': text };
  const said = async (check: string, cloud: Partial<Cloud>) =>
    (await findingsOf(named(check), preflight(cloud, files))).join();
  const own = ['a', 'b', 'c'].map((letter) => ({
    id: letter,
    tags: { Name: `testing-${purpose}-us-east-1${letter}` },
  }));
  const addresses = 'quota of Elastic IP addresses';
  expect(await said(addresses, { quota: is(6), addresses: is([]) })).toContain('fine');
  expect(await said(addresses, { quota: is(5), addresses: is([]) })).not.toContain('fine');
  expect(await said(addresses, { quota: is(6), addresses: is(own) })).toContain('fine');
  const balancers = 'quota of network load balancers';
  expect(await said(balancers, { quota: is(2), balancers: is([]) })).not.toContain('fine');
  expect(await said(balancers, { quota: is(3), balancers: is([`testing-${purpose}`]) })).toContain('fine');
});
