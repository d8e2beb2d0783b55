import { changed, minimalEnvironment } from '../support/environment-folder';
import { denied, quotasError, throttled } from './support/aws-faults';
import { bootImageSeeds } from './support/boot-image-seeds';
import { DeployedNetwork } from './support/deployed-network';
import { Ec2Commands, type Run, type RunOptions } from './support/ec2-commands';
import type { Fault, Faults } from './support/fault-proxy';
import { completed, grownAccount, newAccount } from './support/moto-completed';

let commands: Ec2Commands;
beforeAll(async () => {
  commands = await Ec2Commands.start();
});
afterAll(() => commands.stop());

const asAws = completed(grownAccount);
const failing =
  (action: string, fault: Fault, when: (nth: number) => boolean = () => true): Faults =>
  (call) =>
    call.action === action && when(call.nth) ? fault : asAws(call);

const { amd64, arm64 } = bootImageSeeds;
const image = ({ ami_id: imageId, name }: typeof amd64) => ({ imageId, name });
const facts = (values: object) =>
  JSON.stringify({ environment: 'testing', account: '111122223333', region: 'us-east-1', facts: values });
const machineImages = { '4.20': { amd64: image(amd64), arm64: image(arm64) } };
const pinned = facts({ machineImages });

/** Whatever it finds, it writes nothing. */
async function preflight(options: Partial<RunOptions> = {}): Promise<Run> {
  const files = { 'facts.json': pinned, ...options.files };
  const run = await commands.run(['preflight', 'testing'], { faults: asAws, ...options, files });
  expect(run.facts).toBe(files['facts.json']);
  return run;
}

/** What is in the table with one verdict, as `<check>: <finding>`. */
const rows = ({ stdout }: Run, verdict: string): readonly string[] =>
  (stdout.split('\n\n')[0] ?? '').split('\n').flatMap((line) => {
    const [said = '', check = '', finding = ''] = line.split(/ {2,}/);
    return said === verdict ? [`${check}: ${finding}`] : [];
  });
const conclusion = ({ stdout }: Run) => stdout.trimEnd().split('\n').at(-1);

test('an account that is ready: progress on one side, a table on the other', async () => {
  const run = await preflight();
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(`verdict  check                                   finding
fine     account                                 111122223333, as arn:aws:sts::111122223333:user/moto
fine     regions                                 us-east-1 is available to this account
fine     zones                                   us-east-1a, us-east-1b, us-east-1c are available
fine     instance types in zones                 c7g.2xlarge, c7i.2xlarge, m6i.xlarge, m7g.2xlarge, m7g.xlarge are offered in all zones of their pools
fine     instance types                          c7g.2xlarge, c7i.2xlarge, m6i.xlarge, m7g.2xlarge, m7g.xlarge fit their pools
fine     instance types of databases             no database in RDS
fine     machine images                          amd64: ami-04200000000000001 (rhcos-9.6.20260217-1-x86_64)
fine     machine images                          arm64: ami-04200000000000002 (rhcos-9.6.20260217-1-aarch64)
fine     quota of on-demand vCPUs                the account may have 256 on-demand vCPUs, others have 0, at most 64 are needed
fine     quota of spot vCPUs                     the account may have 256 spot vCPUs, others have 0, at most 64 are needed
fine     quota of vCPUs on Fargate               no vCPUs on Fargate are needed
fine     quota of gp3 storage                    the account may have 50 TiB of gp3 volumes, others have 0, at most 2.46 are needed
fine     quota of VPCs                           the account may have 5 VPCs, others have 1, at most 1 are needed
fine     quota of Elastic IP addresses           the account may have 5 Elastic IP addresses, others have 0, at most 3 are needed
fine     quota of internet gateways              the account may have 5 internet gateways, others have 0, at most 1 are needed
fine     quota of NAT gateways in a zone         the account may have 5 NAT gateways in a zone, others have 0, at most 1 are needed
fine     quota of egress-only internet gateways  no egress-only internet gateways are needed
fine     quota of network load balancers         the account may have 50 network load balancers, others have 0, at most 2 are needed
fine     quota of application load balancers     no application load balancers are needed
fine     quota of rules of a security group      a security group may have 60 rules, and the clients of the routers need 23 in the workers’ security group
fine     addresses of one’s own                  network.addressPool asks for none
fine     Shield Advanced                         edge.shield asks for none
not yet  addresses in subnets                    there is no testing-private-us-east-1a
not yet  addresses in subnets                    there is no testing-private-us-east-1b
not yet  addresses in subnets                    there is no testing-private-us-east-1c
not yet  tags of the network                     there is no network
not yet  tags of machines                        there is no network
not yet  issuers                                 the cluster’s issuer is not recorded

not yet: there is no testing-private-us-east-1a
not yet: there is no testing-private-us-east-1b
not yet: there is no testing-private-us-east-1c
not yet: there is no network
    deploy the stack testing-network, then run this again

not yet: the cluster’s issuer is not recorded
    deploy the stack testing-issuer, and record it

testing can be deployed: 6 not yet, 22 fine
`);
  expect(run.stderr).toBe(`1/24 regions
2/24 zones
3/24 instance types in zones
4/24 instance types
5/24 instance types of databases
6/24 machine images
7/24 quota of on-demand vCPUs
8/24 quota of spot vCPUs
9/24 quota of vCPUs on Fargate
10/24 quota of gp3 storage
11/24 quota of VPCs
12/24 quota of Elastic IP addresses
13/24 quota of internet gateways
14/24 quota of NAT gateways in a zone
15/24 quota of egress-only internet gateways
16/24 quota of network load balancers
17/24 quota of application load balancers
18/24 quota of rules of a security group
19/24 addresses of one’s own
20/24 Shield Advanced
21/24 addresses in subnets
22/24 tags of the network
23/24 tags of machines
24/24 issuers
`);
});

test('a new account has room for neither the control plane nor the pools', async () => {
  const run = await preflight({ faults: completed(newAccount) });
  expect(run.code).toBe(1);
  expect(rows(run, 'fails')).toEqual([
    'quota of on-demand vCPUs: the account may have 5 on-demand vCPUs, others have 0, a deploy needs 52',
  ]);
  expect(run.stdout).toContain(`warning: the account may have 5 spot vCPUs, others have 0, pools may grow to 64
    ask for more: aws service-quotas request-service-quota-increase --region us-east-1 --service-code ec2 --quota-code L-34B43A08 --desired-value 64
`);
  expect(conclusion(run)).toBe('do not deploy testing yet: 1 fails, 1 warning, 6 not yet, 20 fine');
});

test('a type that one zone does not offer', async () => {
  const yaml = changed(
    minimalEnvironment,
    '[us-east-1a, us-east-1b, us-east-1c]',
    '[us-east-1a, us-east-1b, us-east-1e]',
  );
  const run = await preflight({ files: { 'environment.yaml': yaml } });
  expect(run.code).toBe(1);
  expect(rows(run, 'fails')).toEqual([
    'instance types in zones: control-plane: us-east-1e does not offer m6i.xlarge',
    'instance types in zones: workers: us-east-1e does not offer m7g.xlarge',
    'instance types in zones: infra: us-east-1e does not offer m7g.2xlarge',
    'instance types in zones: ci-arm64: us-east-1e does not offer c7g.2xlarge',
    'instance types in zones: ci-amd64: us-east-1e does not offer c7i.2xlarge',
  ]);
});

test('a zone that is not there', async () => {
  const yaml = changed(
    minimalEnvironment,
    '[us-east-1a, us-east-1b, us-east-1c]',
    '[us-east-1a, us-east-1b, us-east-1h]',
  );
  const run = await preflight({ files: { 'environment.yaml': yaml } });
  expect(rows(run, 'fails')[0]).toBe('zones: us-east-1h is not a zone of this account');
  expect(run.code).toBe(1);
});

test('images that are gone or somebody else’s', async () => {
  const { namesake } = bootImageSeeds;
  const lost = { imageId: 'ami-0123456789abcdef0', name: 'rhcos-9.6.20251212-1-x86_64' };
  const files = { 'facts.json': facts({ machineImages: { '4.20': { amd64: lost, arm64: image(namesake) } } }) };
  const run = await preflight({ files });
  expect(run.code).toBe(1);
  expect(rows(run, 'fails')).toEqual([
    'machine images: amd64: ami-0123456789abcdef0 is not an image that this account sees in the region',
    'machine images: arm64: ami-04200000000000003 (rhcos-9.6.20260217-1-aarch64) belongs to account 999988887777, not to 531415883065, which publishes RHCOS',
  ]);
});

test.each<[string, Faults]>([
  ['throttled twice', failing('ec2:DescribeSubnets', throttled, (nth) => nth <= 2)],
  ['cut once', failing('ec2:DescribeInstanceTypes', { kind: 'cut' }, (nth) => nth === 1)],
])('calls that are %s are made again', async (_, faults) => {
  const run = await preflight({ faults });
  expect({ code: run.code, said: conclusion(run) }).toEqual({
    code: 0,
    said: 'testing can be deployed: 6 not yet, 22 fine',
  });
});

const denial = 'was denied: You are not authorized to perform';

test.each<[string, Faults, readonly string[]]>([
  [
    'a caller who may not ask',
    failing('ec2:DescribeInstanceTypeOfferings', denied('ec2:DescribeInstanceTypeOfferings')),
    [`instance types in zones: ec2:DescribeInstanceTypeOfferings ${denial}: ec2:DescribeInstanceTypeOfferings`],
  ],
  [
    'endless throttling of one question',
    failing('ec2:DescribeAddresses', throttled),
    [
      'quota of Elastic IP addresses: ec2:DescribeAddresses was throttled in 5 attempts: there are too many calls from this account',
    ],
  ],
  [
    'a question that is always cut',
    failing('ec2:DescribeVpcs', { kind: 'cut' }),
    ['quota of VPCs: ec2:DescribeVpcs lost the connection in 5 attempts (ECONNRESET)'],
  ],
  [
    'quotas that may not be read',
    failing('servicequotas:GetServiceQuota', quotasError(400, 'AccessDeniedException', 'User is not authorized')),
    [
      'on-demand vCPUs',
      'spot vCPUs',
      'gp3 storage',
      'VPCs',
      'Elastic IP addresses',
      'internet gateways',
      'NAT gateways in a zone',
      'network load balancers',
      'rules of a security group',
    ].map((name) => `quota of ${name}: servicequotas:GetServiceQuota was denied: User is not authorized`),
  ],
])('%s is not known, which is no better than failing; the rest is', async (_, faults, said) => {
  const run = await preflight({ faults });
  expect(run.code).toBe(1);
  expect(rows(run, 'not known')).toEqual(said);
  expect(conclusion(run)).toBe(
    `do not deploy testing yet: ${said.length} not known, 6 not yet, ${22 - said.length} fine`,
  );
});

/** What `completed` adds is what is missing without it, and no more. */
test('without the answers that moto leaves out, their checks say so', async () => {
  const run = await preflight({ faults: () => undefined });
  expect(rows(run, 'not known').map((row) => row.split(':')[0])).toEqual([
    'quota of on-demand vCPUs',
    'quota of spot vCPUs',
    'quota of gp3 storage',
    'quota of Elastic IP addresses',
    'quota of network load balancers',
  ]);
  expect(rows(run, 'fails').map((row) => row.split(/\(rhcos|\) /).at(-1))).toEqual(
    Array(2).fill('has no enhanced networking (ENA), which every current instance type needs'),
  );
});

test('a network that is deployed, and what strangers left in it', async () => {
  const cluster = { 'kubernetes.io/cluster/commons-x7k2p': 'shared' };
  const other = { 'kubernetes.io/cluster/other-abcde': 'owned' };
  const network = await DeployedNetwork.in(commands.emulator, {});
  const tags = (name: string) => ({ Name: `testing-private-us-east-1${name}`, ...cluster });
  const ours = await network.subnet('us-east-1a', '10.0.0.0/28', tags('a'));
  const shared = await network.subnet('us-east-1b', '10.0.16.0/20', { ...tags('b'), ...other });
  const bystander = await network.subnet('us-east-1a', '10.0.32.0/20', { Name: 'somebody' });
  const node = await network.group('node', cluster);
  const controlPlane = await network.group('control-plane', cluster);
  const good = await network.machine(amd64.ami_id, ours, [node], cluster);
  const twice = await network.machine(amd64.ami_id, ours, [node, controlPlane], cluster);
  const torn = await network.machine(amd64.ami_id, ours, [node], { ...cluster, ...other });
  await network.address({ Name: 'testing-nat-us-east-1a' });
  await network.address({});

  const run = await preflight({ files: { 'facts.json': facts({ machineImages, infraId: 'commons-x7k2p' }) } });
  expect(run.code).toBe(1);
  expect(run.stdout).not.toContain(good);
  expect(rows(run, 'fails')).toEqual([
    `tags of the network: ${shared} is tagged as owned by the cluster other-abcde and would be deleted with it`,
    `tags of machines: ${torn} has the tags of 2 clusters: commons-x7k2p, other-abcde`,
    `tags of machines: ${twice} has 2 security groups with a cluster tag: ${node}, ${controlPlane}`,
  ]);
  expect(rows(run, 'warning')).toEqual([
    'addresses in subnets: testing-private-us-east-1a has 8 free addresses, pools may grow by 13',
    `tags of the network: ${bystander} is in the VPC without a cluster tag, so load balancers of the cluster may use it`,
    `tags of machines: ${torn} in the VPC belongs to the cluster other-abcde`,
  ]);
  expect(rows(run, 'not yet')).toEqual([
    'addresses in subnets: there is no testing-private-us-east-1c',
    'issuers: the cluster’s issuer is not recorded',
  ]);
  expect(rows(run, 'fine')).toEqual(
    expect.arrayContaining([
      'quota of VPCs: the account may have 5 VPCs, others have 1, at most 1 are needed',
      'quota of Elastic IP addresses: the account may have 5 Elastic IP addresses, others have 1, at most 3 are needed',
      'quota of on-demand vCPUs: the account may have 256 on-demand vCPUs, others have 0, at most 64 are needed',
    ]),
  );
});
