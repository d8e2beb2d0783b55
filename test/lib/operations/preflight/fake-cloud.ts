import { AwsCallError } from '../../../../lib/operations/aws-call-error';
import type { PreflightCheck, PreflightFinding, Preflight } from '../../../../lib/operations/preflight/check';
import type {
  Cloud,
  InstanceType,
  CloudMachine,
  SecurityGroup,
  Subnet,
  Zone,
} from '../../../../lib/operations/preflight/cloud';
import { load, type EnvironmentFiles } from '../../../support/environment-folder';
import { catalogOf, gravitonImage, image } from '../fake-machine-images';

export const zoneNames = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as const;

export const zone = (changes: Partial<Zone> = {}): Zone => ({
  name: 'us-east-1a',
  type: 'availability-zone',
  state: 'available',
  switchedOff: false,
  ...changes,
});

export const instanceType = (name: string, processors: number, changes: Partial<InstanceType> = {}): InstanceType => ({
  name,
  architectures: [/^[a-z]+\d+g/.test(name) ? 'arm64' : 'x86_64'],
  processors,
  memoryMiB: processors * 4096,
  usageClasses: ['on-demand', 'spot'],
  ...changes,
});

/** The types of the default pools, and small ones. */
export const instanceTypes = [
  instanceType('m6i.xlarge', 4),
  instanceType('m7g.xlarge', 4),
  instanceType('m7g.2xlarge', 8),
  instanceType('c7g.2xlarge', 8),
  instanceType('c7i.2xlarge', 8),
  instanceType('t3.small', 2, { memoryMiB: 2048 }),
  instanceType('p5.48xlarge', 192),
];

export const subnet = (name: string, changes: Partial<Subnet> = {}): Subnet => ({
  subnetId: `subnet-${name}`,
  vpcId: 'vpc-1',
  zone: name.slice(-10),
  freeAddresses: 4000,
  tags: { Name: name },
  ...changes,
});

/** All subnets of the network stack of the environment `testing`. */
export const subnets = ['public', 'private'].flatMap((tier) =>
  zoneNames.map((each) => subnet(`testing-${tier}-${each}`)),
);

export const machine = (changes: Partial<CloudMachine> = {}): CloudMachine => ({
  instanceId: 'i-1',
  type: 'm6i.xlarge',
  running: true,
  spot: false,
  vpcId: 'vpc-1',
  subnetId: 'subnet-testing-private-us-east-1a',
  securityGroupIds: ['sg-node'],
  rootVolumeId: 'vol-1',
  tags: { 'kubernetes.io/cluster/commons-x7k2p': 'shared' },
  ...changes,
});

export const group = (id: string, tags: SecurityGroup['tags'] = {}): SecurityGroup => ({ id, vpcId: 'vpc-1', tags });

export const untagged = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}`, tags: {} }));

const answer =
  <Answer>(value: Answer) =>
  () =>
    Promise.resolve(value);

/** A region with an empty account that may have a thousand of everything, with changes. */
const cloud = (changes: Partial<Cloud> = {}): Cloud => ({
  regions: answer(['us-east-1', 'us-west-2'].map((name) => ({ name, switchedOff: false }))),
  zonesOfDatabase: () => Promise.resolve(zoneNames),
  zones: answer([...zoneNames, 'us-east-1d'].map((name) => zone({ name }))),
  instanceTypes: (names) => Promise.resolve(instanceTypes.filter(({ name }) => names.includes(name))),
  zonesOffering: (types) => Promise.resolve(new Map(types.map((type) => [type, zoneNames]))),
  machines: answer([]),
  subnets: answer([]),
  securityGroups: answer([]),
  vpcs: answer([]),
  addresses: answer([]),
  freeInPool: () => Promise.resolve(256),
  internetGateways: answer([]),
  egressOnlyGateways: answer([]),
  natGateways: answer([]),
  balancers: answer([]),
  volumes: answer([]),
  shield: answer([]),
  quota: answer(1000),
  ...changes,
});

/** A preflight of the minimal environment with `files` beside or instead of its own. */
export const preflight = (changes: Partial<Cloud> = {}, files: EnvironmentFiles = {}): Preflight => ({
  ...load(files),
  claimedGiB: 0,
  cloud: cloud(changes),
  images: catalogOf(image(), gravitonImage()),
  issuers: { ask: () => Promise.resolve({ answers: false, because: 'nobody is asked' }) },
  now: Date.parse('2026-11-21'),
});

/** Hosts of a runner, as text of `environment.yaml`. */
export const runnerHosts = `hosts:
  images: { arm64: ami-0a1b2c3d4e5f60009 }
  runners:
    - name: builds
      gitlab: https://gitlab.commons.example
      architecture: arm64
      instanceTypes: [c7g.2xlarge]
      hosts: 2
`;

/** Facts of the minimal environment, as text of `facts.json`. */
export const factsFile = (facts: object): string =>
  JSON.stringify({ environment: 'testing', account: '111122223333', region: 'us-east-1', facts });

/** Findings of a check by what matters: verdict and words. */
export async function findingsOf(check: PreflightCheck | undefined, input: Preflight): Promise<readonly string[]> {
  const findings = await check?.findings(input);
  return (findings ?? []).map(({ verdict, says }) => `${verdict}: ${says}`);
}

/** All that is not fine has a remedy, and nothing else has. */
export const withoutRemedy = (findings: readonly PreflightFinding[]): readonly PreflightFinding[] =>
  findings.filter(({ verdict, remedy }) => (verdict === 'fine') !== (remedy === undefined));

export const denied = (action: string) => () => Promise.reject(new AwsCallError(action, 'was denied', 'ask for it'));
