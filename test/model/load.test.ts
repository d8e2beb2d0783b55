import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  changed,
  completeFacts,
  load,
  minimalEnvironment,
  minimalTenant,
  problemsOf,
  report,
  spoken,
  withFolder,
  writeEnvironment,
} from '../support/environment-folder';
import { hedgedocSchema } from '../../cdk8s/services/hedgedoc/hedgedoc-schema';
import { kinds } from '../../cdk8s/services/kinds';
import { webApplicationSchema } from '../../cdk8s/services/web-application/web-application-schema';
import { environmentNames, loadEnvironment } from '../../model/load';
import { formatProblem } from '../../model/problem';

test('a first environment has fewer than 30 lines and needs no facts', () => {
  expect(minimalEnvironment.split('\n').length).toBeLessThan(30);
  expect(load().facts).toEqual({});
  expect(load().warnings).toEqual([]);
});

test('what a first environment leaves out has the documented defaults', () => {
  const volume = { sizeGiB: 120, iops: 3000, throughputMiBps: 125 };
  const plain = { labels: {}, taints: [], capacity: 'on-demand' };
  const ci = {
    role: 'worker',
    owner: 'machine-api',
    size: { minimum: 0, maximum: 4 },
    volume,
    labels: { 'commons-platform/purpose': 'ci' },
    taints: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
    capacity: { spot: 'GitLab starts a CI job again when its machine is taken away' },
  };
  expect(load().environment).toEqual({
    images: {},
    name: 'testing',
    community: 'The Commons',
    account: '111122223333',
    region: 'us-east-1',
    zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    domains: ['commons.example'],
    repository: {
      url: 'https://gitlab.commons.example/platform.git',
      branch: 'main',
      follow: 'url',
      delivery: { unsigned: 'Nobody but the tests writes to it' },
      mirror: { none: 'The tests wait for it' },
    },
    signingKeys: [],
    singleSignOn: { issuer: 'https://sso.commons.example/realms/commons' },
    certificates: { contact: 'infrastructure@commons.example', challenges: [] },
    network: {
      block: '10.0.0.0/16',
      addressFamily: 'ipv4',
      nat: 'per-zone',
      securityGroupRules: 60,
      additionalTiers: [],
      interfaceEndpoints: ['ec2', 'elasticloadbalancing', 'sts'],
      flowLogs: { keepDays: 90 },
    },
    privateZones: [],
    cluster: {
      name: 'commons',
      addressFamily: 'ipv4',
      baseDomain: 'openshift.commons.example',
      release: '4.20',
      payload: 'multi',
      phase: 'bootstrapping',
      api: 'peers',
      cryptography: 'standard',
      signatures: [],
      ingress: { balancer: 'classic', idleTimeoutSeconds: 300, replicas: 2 },
      nodes: { podPidsLimit: 4096, systemReserved: 'automatic', registryMirrors: [] },
      pools: [
        {
          name: 'control-plane',
          role: 'control-plane',
          owner: 'cloudformation',
          architecture: 'amd64',
          instanceTypes: ['m6i.xlarge'],
          size: 3,
          volume: { ...volume, iops: 4000 },
          ...plain,
        },
        {
          name: 'workers',
          role: 'worker',
          owner: 'machine-api',
          architecture: 'arm64',
          instanceTypes: ['m7g.xlarge'],
          size: { minimum: 3, maximum: 6 },
          volume,
          ...plain,
        },
        {
          name: 'infra',
          role: 'worker',
          owner: 'machine-api',
          architecture: 'arm64',
          instanceTypes: ['m7g.2xlarge'],
          size: 3,
          volume,
          capacity: 'on-demand',
          labels: { 'node-role.kubernetes.io/infra': '' },
          taints: [{ key: 'node-role.kubernetes.io/infra', effect: 'NoSchedule' }],
        },
        { name: 'ci-arm64', architecture: 'arm64', instanceTypes: ['c7g.2xlarge'], ...ci },
        { name: 'ci-amd64', architecture: 'amd64', instanceTypes: ['c7i.2xlarge'], ...ci },
      ],
    },
    edge: {
      cdn: { none: 'Nobody but the tests knows this environment' },
      peers: [{ block: '203.0.113.8/29', because: 'Whoever runs the tests' }],
      limits: [],
      denied: [],
    },
    access: { contributors: [], sessions: { keepDays: 365 } },
    storage: { standard: { iops: 3000, throughputMiBps: 125 }, fast: { iops: 6000, throughputMiBps: 400 } },
    backup: {
      copies: { none: 'The tests make everything again' },
      lock: 'governance',
      keepDays: { hourly: 3, daily: 35, weekly: 120, monthly: 400 },
    },
    databases: { shared: [] },
    dns: { providers: [] },
    records: [],
    caches: [],
    hosts: { images: {}, runners: [], machines: [] },
    logs: {
      size: '1x.pico',
      keepDays: { application: 30, infrastructure: 14, audit: 30 },
      auditArchive: { keepDays: 365 },
    },
    observability: {
      contacts: ['sre@commons.example'],
      monthlyBudget: 1000,
      metrics: { keepDays: 15, sizeGiB: 50 },
      probes: { federation: [] },
    },
    tenancy: { stacks: 8 },
    tenants: [],
  });
});

test('what a first tenant leaves out has the documented defaults', () => {
  const { tenants } = load({
    'tenants/site.yaml': minimalTenant,
    'tenants/pad.yaml': minimalTenant.replace('site.commons', 'pad.commons'),
  }).environment;
  const common = { maintainers: ['elif-kaya', 'ines-okafor'], reviewBy: '2027-03-15', dataClass: 'public' };
  const tenant = (name: string) => ({
    name,
    purpose: 'A site for the tests',
    ...common,
    quota: 'small',
    limits: [],
    hosts: [`${name}.commons.example`],
    services: [expect.objectContaining({ kind: 'web-application', name: 'web', hosts: undefined }) as unknown],
  });
  expect(tenants).toEqual([tenant('pad'), tenant('site')]);
});

test('what a first service leaves out has the documented defaults', () => {
  const database = {
    engine: 'postgres',
    operator: 'cloudnative-pg',
    version: '17',
    size: 'small',
    speed: 'standard',
    storageGiB: 5,
    instances: 2,
    extensions: [],
    parameters: {},
    pooling: 'session',
    backup: { keepDays: 30 },
  };
  const limits = { noteCharacters: 100_000, newNotes: 20, sessionDays: 14 };
  expect(hedgedocSchema.parse({ kind: 'hedgedoc' })).toEqual({
    kind: 'hedgedoc',
    name: 'hedgedoc',
    guests: 'read',
    uploadsGiB: 10,
    limits,
    database,
    backup: 'daily',
  });
  const site = { kind: 'web-application', image: 'quay.io/commons-example/site:stable' };
  expect(webApplicationSchema.parse(site)).toEqual({
    ...site,
    name: 'web',
    updates: 'automatic',
    architecture: 'any',
    port: 8080,
    ports: [],
    health: '/',
    size: 'small',
    settings: {},
    secrets: [],
    files: {},
    scratch: ['/tmp'],
    calls: [],
    startSeconds: 120,
    stopSeconds: 30,
    volumes: [],
    before: [],
    workers: [],
    schedule: [],
    callsOut: [],
  });
});

test('an environment and its facts are frozen to the bottom', () => {
  const { environment, facts } = load({ 'tenants/site.yaml': minimalTenant, 'facts.json': completeFacts });
  const thawed = (value: unknown, path: string): string[] =>
    typeof value !== 'object' || value === null
      ? []
      : [
          ...(Object.isFrozen(value) ? [] : [path]),
          ...Object.entries(value).flatMap(([key, child]) => thawed(child, `${path}.${key}`)),
        ];
  expect(thawed(environment, 'environment')).toEqual([]);
  expect(thawed(facts, 'facts')).toEqual([]);
});

test('all problems of all files come in one run', () => {
  const broken = {
    'environment.yaml': changed(
      changed(minimalEnvironment, 'us-east-1c', 'us-west-2c'),
      '10.0.0.0/16',
      '10.128.0.0/16',
    ),
    'tenants/first.yaml': minimalTenant,
    'tenants/second.yaml': changed(minimalTenant, 'dataClass: public', 'dataclass: public\ndataClass: secret'),
    'tenants/third.yaml': minimalTenant,
    'tenants/fourth.yaml': changed(minimalTenant, 'hosts: [', 'hosts: ['.repeat(2)),
    'facts.json': changed(completeFacts, '"testing"', '"production"'),
  };
  expect(report(broken).filter((_, index) => index % 2 === 0)).toEqual([
    'tenants/fourth.yaml:6:1 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'tenants/second.yaml:5:12 dataClass: is not one of the choices',
    'tenants/second.yaml:4:1 dataclass: is not a known key',
    'environment.yaml:6:33 zones[2]: us-west-2c is not a zone of us-east-1',
    'environment.yaml:15:10 network.block: overlaps 10.128.0.0/14, which the cluster uses inside (pods)',
    'tenants/third.yaml:5:9 hosts[0]: site.commons.example belongs to tenant first',
    "facts.json:2:18 environment: is production, but this environment's is testing",
  ]);
});

test('problems of the tenants are told when the environment itself cannot be read', () => {
  const files = {
    'environment.yaml': changed(minimalEnvironment, "'111122223333'", '111122223333'),
    'tenants/site.yaml': changed(minimalTenant, '[elif-kaya, ines-okafor]', '[elif-kaya]'),
    'facts.json': changed(completeFacts, 'Z0EXAMPLE123COMMONS45', 'hosted-zone'),
  };
  expect(report(files)).toEqual([
    'environment.yaml:4:10 account: is not text',
    'put it in quotes: "111122223333"',
    'tenants/site.yaml:2:14 maintainers: are fewer than two people',
    'name a second maintainer: a project must outlive one person’s holiday',
    'facts.json:7:22 facts.clusterZoneId: is not the id of a hosted zone',
    'expected something like Z0123456789ABCDEFGHIJ',
  ]);
});

test.each([
  ['stagin', 'did you mean staging? environments: production, staging'],
  ['Production', 'did you mean production? environments: production, staging'],
  ['elsewhere', 'environments: production, staging'],
  ['', 'environments: production, staging'],
])('an environment %j that does not exist is refused with the nearest', (name, remedy) => {
  const problems = withFolder((folder) => {
    for (const known of ['staging', 'production']) writeEnvironment(folder, {}, known);
    return problemsOf(() => loadEnvironment(folder, name, kinds));
  });
  expect(problems.map(formatProblem)).toEqual([
    `environments/${name}/environment.yaml:1:1 does not exist\n    ${remedy}`,
  ]);
});

test('an environment that does not exist is refused in a project without any', () => {
  const problems = withFolder((folder) => problemsOf(() => loadEnvironment(folder, 'staging', kinds)));
  expect(problems.flatMap((problem) => spoken(problem, 'staging'))).toEqual([
    'environment.yaml:1:1 does not exist',
    'environments: none yet',
  ]);
});

test.each(['Testing', 'testing-for-ever', '2testing', 'test--ing'])('%s is no name for an environment', (name) => {
  expect(report({}, name)).toEqual([
    `environment.yaml:1:1 ${name} is not a name for an environment`,
    'name the folder with at most 12 lower-case letters, digits and hyphens',
  ]);
});

test('the schemas beside them are no environments, and the environments come in order', () => {
  const names = withFolder((folder) => {
    for (const name of ['staging', 'production']) writeEnvironment(folder, {}, name);
    writeEnvironment(folder, { 'README.md': '' }, 'zulu');
    writeFileSync(join(folder, 'tenant.schema.json'), '');
    return environmentNames(folder);
  });
  expect(names).toEqual(['production', 'staging', 'zulu']);
});

test('an environment, its file of facts, its tenants and one of them may be links to elsewhere', () => {
  const loaded = withFolder((folder) => {
    writeEnvironment(join(folder, 'away'), {});
    const away = join(folder, 'away', 'testing');
    for (const path of ['home', 'their']) mkdirSync(join(folder, path));
    writeFileSync(join(folder, 'told.json'), completeFacts);
    writeFileSync(join(folder, 'site'), minimalTenant);
    symlinkSync(join(folder, 'told.json'), join(away, 'facts.json'));
    symlinkSync(join(folder, 'site'), join(folder, 'their', 'site.yaml'));
    symlinkSync(join(folder, 'their'), join(away, 'tenants'));
    symlinkSync(away, join(folder, 'home', 'testing'));
    return {
      names: environmentNames(join(folder, 'home')),
      ...loadEnvironment(join(folder, 'home'), 'testing', kinds),
    };
  });
  expect(loaded.names).toEqual(['testing']);
  expect(loaded.environment.tenants.map(({ name }) => name)).toEqual(['site']);
  expect(loaded.facts.clusterZoneId).toBe('Z0EXAMPLE123COMMONS45');
});

test('an environment whose file is called otherwise is refused by that name, and with it all that are rendered', () => {
  const [one, all] = withFolder((folder) => {
    writeEnvironment(folder, {}, 'production');
    mkdirSync(join(folder, 'staging'));
    writeFileSync(join(folder, 'staging', 'environment.yml'), '');
    return [problemsOf(() => loadEnvironment(folder, 'staging', kinds)), problemsOf(() => environmentNames(folder))];
  });
  expect(one.map(formatProblem)).toEqual([
    'environments/staging/environment.yml:1:1 is not read\n    rename it to environment.yaml',
  ]);
  expect(all).toEqual(one);
});
