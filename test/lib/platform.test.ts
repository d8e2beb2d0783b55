import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { FLAGS } from 'aws-cdk-lib/cx-api';
import { cdkContext } from '../../bin/cdk-context';
import { loadFixture } from '../support/fixture-home';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { cloudApp } from '../../lib/cloud-app';
import { platform } from '../../lib/platform';

const { environment } = loadFixture('staging');

const production = loadFixture('production');
/** Enough for a stack of theirs. */
const few = { ...production.environment, tenants: production.environment.tenants.slice(0, 1) };

function synthesized(of: Environment, facts: Partial<Facts>) {
  const app = cloudApp({ context: cdkContext() });
  const waiting = platform(app, of, facts);
  return { stacks: app.node.children.filter((child) => child instanceof Stack), waiting };
}

const stacksOf = (change: Partial<Environment>) => synthesized({ ...environment, ...change }, {}).stacks;

const nounsOf = (facts: Partial<Facts>) => {
  const { stacks, waiting } = synthesized(few, facts);
  const names = stacks.map(({ stackName }) => stackName.replace('production-', '').replace(/-\d+$/, ''));
  return { made: names, waiting };
};

test('stacks are named for environment and noun, protected, and in the order of their deployment', () => {
  const stacks = stacksOf({});
  expect(stacks.map(({ stackName }) => stackName)).toEqual(
    ['network', 'dns', 'storage', 'single-sign-on', 'backup', 'observability'].map((noun) => `staging-${noun}`),
  );
  expect(stacks.filter(({ terminationProtection }) => !terminationProtection)).toEqual([]);
  for (const stack of stacks) expect(stack.tags.tagValues()).toEqual({ 'commons-platform/environment': 'staging' });
});

describe('a stack is made as soon as its facts are there, and else says what it waits for', () => {
  const { facts } = production;
  const {
    serviceAccountKeys,
    serviceAccountIssuer,
    clusterZoneId,
    clusterPrivateZoneId,
    infraId,
    machineConfigServerCa,
    controlPlane,
  } = facts;
  const ofInstaller = { infraId, machineConfigServerCa, controlPlane };
  const needed = Object.keys(ofInstaller);
  const pools = { stackName: 'production-node-pools' };
  const cluster = { stackName: 'production-cluster', waitsFor: needed };
  const caches = { stackName: 'production-caches', waitsFor: needed };
  const gitlab = { stackName: 'production-gitlab', waitsFor: ['serviceAccountIssuer'] };
  const tenants = { stackName: expect.stringMatching(/^production-tenants-\d$/) as unknown };
  const zones = ['clusterZoneId', 'clusterPrivateZoneId'] as const;
  const silent = (issuer: string) => ({
    stackName: 'production-identity-providers',
    waitsFor: ['answeringIssuers'],
    part: `the provider of ${issuer}`,
  });
  const issuers = [silent('https://sso.commons.example/realms/commons'), silent('https://gitlab.commons.example')];
  const identity = { stackName: 'production-identity', waitsFor: ['serviceAccountIssuer', ...zones] };

  test.each<[string, Partial<Facts>, string[], unknown[]]>([
    [
      'nothing',
      {},
      ['observability'],
      [
        { stackName: 'production-issuer', waitsFor: ['serviceAccountKeys'] },
        identity,
        cluster,
        { ...pools, waitsFor: [...needed, 'machineImages'] },
        caches,
        gitlab,
        { ...tenants, waitsFor: ['serviceAccountIssuer'] },
        ...issuers,
      ],
    ],
    [
      'the keys',
      { serviceAccountKeys },
      ['issuer', 'observability'],
      [
        identity,
        cluster,
        { ...pools, waitsFor: [...needed, 'machineImages'] },
        caches,
        gitlab,
        { ...tenants, waitsFor: ['serviceAccountIssuer'] },
        ...issuers,
      ],
    ],
    [
      'what the installer tells, but no image',
      { serviceAccountKeys, serviceAccountIssuer, clusterZoneId, clusterPrivateZoneId, ...ofInstaller },
      ['issuer', 'identity', 'cluster', 'caches', 'gitlab', 'observability', 'tenants'],
      [{ ...pools, waitsFor: ['machineImages'] }, ...issuers],
    ],
    [
      'everything',
      facts,
      [
        'issuer',
        'identity',
        'identity-providers',
        'cluster',
        'node-pools',
        'caches',
        'gitlab',
        'observability',
        'tenants',
      ],
      [],
    ],
  ])('with %s', (_, known, made, waiting) => {
    expect(nounsOf(known)).toEqual({
      made: ['network', 'dns', 'storage', 'backup-copies', 'single-sign-on', 'hosts', 'machines', 'backup', ...made],
      waiting,
    });
  });
});

test('pools without an image say so, whatever else their stack waits for', () => {
  const { machineImages } = production.facts;
  const { release } = few.cluster;
  const waitsFor = (of: Partial<Facts>) =>
    synthesized(few, of).waiting.find(({ stackName }) => stackName === 'production-node-pools')?.waitsFor;
  expect(waitsFor({ machineImages })).not.toContain('machineImages');
  expect(waitsFor({ machineImages: { ...machineImages, [release]: {} } })).toEqual([
    'infraId',
    'machineConfigServerCa',
    'controlPlane',
    'machineImages',
  ]);
});

test('stacks are deployed after those whose resources they know by name alone', () => {
  const { stacks } = synthesized(few, production.facts);
  const before = new Map(
    stacks.map(({ stackName, dependencies }) => [stackName, dependencies.map((each) => each.stackName)]),
  );
  const users = [...before].filter(([, names]) => names.includes('production-storage')).map(([name]) => name);
  expect(users.map((name) => name.replace(/-\d$/, ''))).toEqual(
    ['single-sign-on', 'hosts', 'machines', 'backup', 'caches', 'gitlab', 'tenants'].map(
      (noun) => `production-${noun}`,
    ),
  );
  for (const noun of ['backup', 'single-sign-on']) {
    expect(before.get(`production-${noun}`)).toContain('production-backup-copies');
  }
});

test('whichever fact is missing, what uses a stack that waits for it waits too', () => {
  const { waiting } = synthesized(few, {});
  for (const missing of new Set(waiting.flatMap(({ waitsFor }) => waitsFor))) {
    const { stacks, waiting: left } = synthesized(few, { ...production.facts, [missing]: undefined });
    const waits = left.filter(({ part }) => part === undefined);
    expect(waits.map(({ stackName, waitsFor }) => [stackName, waitsFor])).toEqual(
      waiting
        .filter(({ waitsFor, part }) => part === undefined && waitsFor.includes(missing))
        .map(({ stackName }) => [stackName, [missing]]),
    );
    const made = stacks.map(({ stackName }) => stackName);
    expect(waits.filter(({ stackName }) => made.includes(stackName))).toEqual([]);
  }
});

describe('the account is told of an issuer', () => {
  const providersOf = (of: Environment, answering: readonly string[]) => {
    const { stacks } = synthesized(of, { ...production.facts, answeringIssuers: answering });
    const stack = stacks.find(({ stackName }) => stackName === 'production-identity-providers');
    return { stack, urls: stack === undefined ? [] : urlsIn(stack) };
  };
  const urlsIn = (stack: Stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::IAM::OIDCProvider')).map(
      ({ Properties }: { Properties?: { Url?: string } }) => Properties?.Url,
    );

  test('of ours when it has answered, and not before', () => {
    expect(providersOf(few, []).urls).toEqual([]);
    expect(providersOf(few, ['https://gitlab.commons.example']).urls).toEqual(['https://gitlab.commons.example']);
  });

  test('of somebody else’s at once', () => {
    const { issuer } = few.singleSignOn;
    expect(providersOf({ ...few, singleSignOn: { issuer } }, []).urls).toEqual([issuer]);
  });

  test('after the identity stack has let go of the provider that it had', () => {
    const { stack } = providersOf(few, ['https://gitlab.commons.example']);
    expect(stack?.dependencies.map(({ stackName }) => stackName)).toEqual(['production-identity']);
    expect(stack?.terminationProtection).toBe(true);
  });

  test('and the identity stack holds the provider of the cluster alone, whichever answers', () => {
    for (const answeringIssuers of [undefined, production.facts.answeringIssuers]) {
      const { stacks } = synthesized(few, { ...production.facts, answeringIssuers });
      const identity = stacks.find(({ stackName }) => stackName === 'production-identity');
      expect(identity && urlsIn(identity)).toEqual([production.facts.serviceAccountIssuer]);
    }
  });
});

/** What stands for the machines of the control plane, by logical id. */
const machinesOf = (change: (environment: Environment) => Environment, facts = production.facts) => {
  const { stacks } = synthesized(change(production.environment), facts);
  const cluster = stacks.find(({ stackName }) => stackName === 'production-cluster');
  if (cluster === undefined) throw new Error('there is no cluster stack');
  const template = Template.fromStack(cluster);
  return {
    ...template.findResources('AWS::EC2::Instance'),
    ...template.findResources('AWS::EC2::LaunchTemplate'),
  };
};

describe('no change but its own touches a control-plane machine', () => {
  const before = machinesOf((same) => same);

  test('not another pool, image or release', () => {
    const after = machinesOf(
      (old) => ({
        ...old,
        cluster: {
          ...old.cluster,
          release: '4.19',
          pools: old.cluster.pools.map((pool) => ({
            ...pool,
            instanceTypes: ['m5.large'],
            volume: { ...pool.volume, sizeGiB: 999 },
          })),
        },
      }),
      { ...production.facts, machineImages: {} },
    );
    expect(Object.keys(before)).toHaveLength(6);
    expect(after).toEqual(before);
  });

  test('a new generation makes one machine and lets one go', () => {
    const { controlPlane } = production.facts;
    const renewed = controlPlane?.['us-east-1b'];
    if (controlPlane === undefined || renewed === undefined) throw new Error('production has no machine in us-east-1b');
    const next = { ...controlPlane, 'us-east-1b': { ...renewed, generation: 2, instanceType: 'm6i.4xlarge' } };
    const after = machinesOf((same) => same, { ...production.facts, controlPlane: next });
    const [gone, made] = [
      Object.keys(before).filter((id) => !(id in after)),
      Object.keys(after).filter((id) => !(id in before)),
    ];
    expect([gone.length, made.length]).toEqual([2, 2]);
    expect(after).toMatchObject(Object.fromEntries(Object.entries(before).filter(([id]) => !gone.includes(id))));
  });
});

test('private zones whose names differ by a dot or hyphen only are two', () => {
  const [, dns] = stacksOf({ privateZones: ['a-b.commons-staging.example', 'a.b.commons-staging.example'] });
  const zones = dns === undefined ? {} : Template.fromStack(dns).findResources('AWS::Route53::HostedZone');
  expect(Object.keys(zones)).toHaveLength(4);
});

test('in another region the zones stay in us-east-1 and find the VPC across regions', () => {
  const [network, dns] = stacksOf({
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    network: { ...environment.network, nat: 'per-zone' },
  });
  expect([network?.region, dns?.region]).toEqual(['eu-west-1', 'us-east-1']);
  const [zone] =
    dns === undefined ? [] : Object.values(Template.fromStack(dns).findResources('AWS::Route53::HostedZone')).slice(1);
  expect(zone).toMatchObject({
    Properties: {
      VPCs: [
        {
          VPCRegion: 'eu-west-1',
          VPCId: { 'Fn::GetStackOutput': { StackName: 'staging-network', Region: 'eu-west-1' } },
        },
      ],
    },
  });
});

test('every feature flag of the library is decided in cdk.json', () => {
  const decided = Object.keys(cdkContext());
  const open = Object.entries(FLAGS).filter(([name, { introducedIn, recommendedValue }]) => {
    const counts = introducedIn.v2 !== undefined && recommendedValue !== undefined;
    return counts && !decided.includes(name);
  });
  expect(decided.length).toBeGreaterThan(100);
  expect(open.map(([name]) => name)).toEqual([]);
});
