import type { Environment } from '../../../../model/environment';
import type { Facts } from '../../../../model/facts';
import type { InstallationState } from '../../../../lib/operations/install/installation-state';
import { installationSteps } from '../../../../lib/operations/install/installation-steps';
import { waitFor } from '../../../../lib/operations/install/wait-for';
import { load } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';

const { environment } = load();
const inPhase = (phase: Environment['cluster']['phase']): Environment => ({
  ...environment,
  cluster: { ...environment.cluster, phase },
});

const image = { imageId: 'ami-0123456789abcdef0', name: 'rhcos' };
const key = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'key-1', n: 'AQAB', e: 'AQAB' } as const;
const zones: Partial<Facts> = {
  natAddresses: ['192.0.2.1'],
  clusterZoneId: 'Z1',
  clusterZoneNameServers: ['a', 'b', 'c', 'd'],
  clusterZoneDsRecord: '1',
  clusterPrivateZoneId: 'Z2',
  serviceAccountIssuer: 'https://d1.cloudfront.net',
};
const images: Partial<Facts> = { machineImages: { '4.20': { amd64: image, arm64: image } } };
const cluster: Partial<Facts> = {
  infraId: 'commons-x7k2p',
  clusterId: '6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a11',
  machineConfigServerCa: 'data:,',
  controlPlane: {},
};
const all: Partial<Facts> = { serviceAccountKeys: [key], ...zones, ...images, ...cluster };

const nothing: InstallationState = {
  stacks: {},
  ignitionAgeHours: undefined,
  apiTargets: undefined,
  bootstrapMachine: false,
  api: 'not there yet',
};
const base = { network: 'CREATE_COMPLETE', dns: 'CREATE_COMPLETE', issuer: 'UPDATE_COMPLETE' };
const ready = { ...base, identity: 'CREATE_COMPLETE' };
const deployed: InstallationState = {
  stacks: { ...ready, cluster: 'CREATE_COMPLETE' },
  ignitionAgeHours: 1,
  bootstrapMachine: true,
  apiTargets: { healthy: 0, all: 4 },
  api: 'not reached from here (ECONNREFUSED)',
};
const installed: InstallationState = {
  ...deployed,
  ignitionAgeHours: undefined,
  bootstrapMachine: false,
  apiTargets: { healthy: 3, all: 3 },
  api: 'ready',
};

/** Steps that are neither done nor later, in words. */
const now = (facts: Partial<Facts>, state: InstallationState, of = inPhase('bootstrapping')): readonly string[] =>
  installationSteps(of, facts, state)
    .filter((step) => step.state === 'now' || step.state === 'problem')
    .map(({ state: is, step, says, next }) => `${is} ${step}: ${says}; ${next}`);

test('before anything is done, the first step is next and all others are later', () => {
  const steps = installationSteps(inPhase('bootstrapping'), {}, nothing);
  expect(steps.map(({ state, step }) => `${state} ${step}`)).toEqual([
    'now signing key',
    'later stack network',
    'later stack dns',
    'later stack issuer',
    'later facts of the stacks',
    'later stack identity',
    'later boot images',
    'later installation files',
    'later ignition file',
    'later stack cluster',
    'later Kubernetes API',
    'later bootstrap machine removed',
  ]);
});

test('an installation goes through its steps one by one', () => {
  const keys = { serviceAccountKeys: [key] };
  expect([
    now({}, nothing),
    now(keys, nothing),
    now(keys, { ...nothing, stacks: base }),
    now({ ...keys, ...zones }, { ...nothing, stacks: base }),
    now({ ...keys, ...zones }, { ...nothing, stacks: ready }),
    now({ ...keys, ...zones, ...images }, { ...nothing, stacks: ready }),
    now(all, { ...nothing, stacks: ready }),
    now(all, { ...nothing, stacks: ready, ignitionAgeHours: 0.5 }),
    now(all, deployed),
    now(all, { ...deployed, apiTargets: { healthy: 1, all: 4 } }),
    now(all, { ...deployed, apiTargets: { healthy: 3, all: 4 } }, inPhase('running')),
    now(all, installed, inPhase('running')),
  ]).toEqual([
    ['now signing key: not made; npm run commons -- cluster keys testing'],
    ['now stack network: not deployed; npx cdk deploy -c environment=testing --all --outputs-file outputs.json'],
    [
      'now facts of the stacks: missing: natAddresses, clusterZoneId, clusterZoneNameServers, clusterZoneDsRecord, clusterPrivateZoneId, serviceAccountIssuer; npm run commons -- facts record testing outputs.json',
    ],
    ['now stack identity: not deployed; npx cdk deploy -c environment=testing testing-identity'],
    ['now boot images: none of OpenShift 4.20 for amd64, arm64; npm run commons -- machine-images update testing'],
    [
      'now installation files: no cluster is recorded; npm run commons -- cluster prepare testing --folder <folder> --pull-secret <file> --ssh-key <file>, then npm run commons -- cluster record testing <folder>/metadata.json',
    ],
    ['now ignition file: not in the bucket; npm run commons -- cluster ignition testing --folder <folder>'],
    ['now stack cluster: not deployed; npx cdk deploy -c environment=testing --all'],
    [
      'now Kubernetes API: not reached from here (ECONNREFUSED), 0 of 4 targets are healthy; openshift-install wait-for bootstrap-complete --dir <folder>',
    ],
    [
      'now bootstrap machine removed: it runs; openshift-install wait-for bootstrap-complete --dir <folder>; then write cluster.phase: running, npm start, npx cdk deploy -c environment=testing testing-cluster',
    ],
    ['now bootstrap machine removed: it runs; npx cdk deploy -c environment=testing testing-cluster'],
    [],
  ]);
});

test('a closed API is waited for through a tunnel', () => {
  const open = inPhase('bootstrapping');
  const closed: Environment = { ...open, cluster: { ...open.cluster, api: 'vpc' } };
  const tunnel =
    'openshift-install wait-for bootstrap-complete --dir <folder>, with the tunnel of npm run commons -- cluster tunnel testing';
  expect(now(all, deployed, closed)).toEqual([
    expect.stringMatching(new RegExp(`^now Kubernetes API: .*; ${tunnel}$`)),
  ]);
  expect(now(all, { ...deployed, apiTargets: { healthy: 1, all: 4 } }, closed)).toEqual([
    expect.stringContaining(`; ${tunnel}; then write cluster.phase: running`),
  ]);
  expect(waitFor(closed, 'install-complete')).toContain('cluster tunnel testing');
  expect(waitFor(open, 'install-complete')).toBe('openshift-install wait-for install-complete --dir <folder>');
});

test('pools that CloudFormation owns are a step of their own', () => {
  const full = load(fullEnvironment).environment;
  const steps = installationSteps(full, all, installed).map(({ step }) => step);
  expect(steps.at(-1)).toBe('stack node-pools');
});

test.each<[string, InstallationState, Environment, readonly string[]]>([
  [
    'a deploy that was undone',
    { ...deployed, stacks: { ...ready, cluster: 'UPDATE_ROLLBACK_COMPLETE' } },
    inPhase('bootstrapping'),
    [
      'problem stack cluster: UPDATE_ROLLBACK_COMPLETE; aws cloudformation describe-stack-events --stack-name testing-cluster --region us-east-1',
    ],
  ],
  [
    'an ignition file that expired',
    { ...deployed, ignitionAgeHours: 24.5 },
    inPhase('bootstrapping'),
    [
      'problem ignition file: stored 24 hours ago: it is gone, and its certificates ended; docs/runbook.md#the-cluster-does-not-come-up',
    ],
  ],
  [
    'a bootstrap machine without its file',
    { ...deployed, ignitionAgeHours: undefined },
    inPhase('bootstrapping'),
    ['problem ignition file: not in the bucket; npm run commons -- cluster ignition testing --folder <folder>'],
  ],
  [
    'a phase that is ahead',
    { ...nothing, stacks: ready },
    inPhase('running'),
    ['problem stack cluster: not deployed, but cluster.phase is running; write cluster.phase: bootstrapping'],
  ],
  [
    'an API that is down',
    { ...installed, api: 'answers 500', apiTargets: { healthy: 0, all: 3 } },
    inPhase('running'),
    ['problem Kubernetes API: answers 500, 0 of 3 targets are healthy; docs/runbook.md#the-cluster-does-not-come-up'],
  ],
])('%s is a problem', (_, state, of, problems) => {
  expect(now(all, state, of).filter((line) => line.startsWith('problem'))).toEqual(problems);
});

test('a stack on its way is waited for', () => {
  expect(now(all, { ...deployed, stacks: { ...ready, cluster: 'CREATE_IN_PROGRESS' } })).toEqual([
    'now stack cluster: CREATE_IN_PROGRESS; wait; aws cloudformation describe-stack-events --stack-name testing-cluster --region us-east-1',
  ]);
});
