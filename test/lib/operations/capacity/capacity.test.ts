import { kinds } from '../../../../cdk8s/services/kinds';
import { computeCapacity } from '../../../../bin/compute-capacity';
import { lokiComponents, type LokiSize } from '../../../../model/data/loki-sizes';
import { toMebibytes, toMilliCpu } from '../../../../model/workloads/quantity';
import { zoneSizes } from '../../../../model/formats/zone-sizes';
import { capacityFindings } from '../../../../lib/operations/capacity/findings';
import { toMachines } from '../../../../lib/operations/capacity/machines';
import { evaluate } from '../../../../lib/operations/capacity/shortfalls';
import { platformWorkload } from '../../../../lib/operations/capacity/workload';
import { changed, load, minimalEnvironment } from '../../../support/environment-folder';
import { withGitLab } from '../../../support/with-gitlab';

const controlPlane =
  '{ name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }';
const workers = '{ name: workers, architecture: arm64, instanceTypes: [m7g.xlarge], size: { minimum: 3, maximum: 6 } }';
const infraLabel = 'node-role.kubernetes.io/infra';
const infra = (type: string, size: string) =>
  `{ name: infra, architecture: arm64, instanceTypes: [${type}], size: ${size}, labels: { ${infraLabel}: '' }, taints: [{ key: ${infraLabel}, effect: NoSchedule }] }`;

const environment = (pools: readonly string[], more = '') =>
  `${changed(
    minimalEnvironment,
    '  baseDomain: openshift.commons.example\n',
    `  baseDomain: openshift.commons.example\n  pools:\n${pools.map((pool) => `    - ${pool}\n`).join('')}`,
  )}${more}`;

const found = async (text: string) => {
  const { findings, warnings } = await computeCapacity(load({ 'environment.yaml': text }), kinds);
  return {
    findings: findings.map(({ path, reason, remedy }) => `${path.join('.')}: ${reason}; ${remedy}`),
    warnings: warnings.map(({ path, reason }) => `${path.join('.')}: ${reason}`),
  };
};

test('an environment that says the least fits, before its first deploy', async () => {
  expect(await found(minimalEnvironment)).toEqual({ findings: [], warnings: [] });
});

test.each<[string, string, RegExp]>([
  [
    'a Loki that asks for more than the machines of the platform have',
    environment([controlPlane, workers, infra('r7g.xlarge', '3')], 'logs: { size: 1x.small }\n'),
    /^cluster\.pools\.2: infra has 3 machines, and has no place for .*logging-loki.*; write instanceTypes: \[r7g\.\d+xlarge\]/,
  ],
  [
    'the old default of Loki on the old default machines',
    environment([controlPlane, workers, infra('m7g.xlarge', '3')], 'logs: { size: 1x.extra-small }\n'),
    /^cluster\.pools\.2: infra .*; write size: \d+, or instanceTypes: \[[mr]7g\.\d+xlarge\]/,
  ],
  [
    'a database that is larger than any machine it may go to',
    withGitLab,
    /^cluster\.pools\.1: workers has 6 machines, and has no place for .*gitlab-db.*; write instanceTypes: \[m7g\.\d+xlarge\]/,
  ],
  [
    'workers without machines',
    environment([controlPlane, workers.replace('{ minimum: 3, maximum: 6 }', '0'), infra('m7g.2xlarge', '3')]),
    /^cluster\.pools\.1: workers has 0 machines.*image-registry.*; write size: \d+/,
  ],
  [
    'no worker without a taint',
    environment([
      controlPlane,
      workers.replace(' }', ' }').replace('size:', 'taints: [{ key: only, value: ci, effect: NoSchedule }], size:'),
      infra('m7g.2xlarge', '3'),
    ]),
    /^cluster\.pools: no pool takes .*; declare a pool/,
  ],
  [
    'machines that fit as long as all of them run',
    environment([controlPlane, workers, infra('m7g.xlarge', '2')], 'logs: { size: 1x.demo }\n'),
    /^cluster\.pools\.2: infra has 2 machines, and has no place while one of them is drained for /,
  ],
  [
    'a kubelet that keeps nearly all of its machine',
    environment([
      controlPlane,
      workers,
      infra('m7g.2xlarge', '3').replace(/ \}$/, ', tuning: { systemReserved: { cpu: 7, memoryMiB: 2048 } } }'),
    ]),
    /^cluster\.pools\.2: infra /,
  ],
])('finds %s', async (_, text, expected) => {
  const { findings } = await found(text);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(expected);
});

test.each([
  [
    20,
    3,
    'has 3 machines, and has no place for 17 of the platform’s pods: openshift-ingress/router',
    'write size: 20;',
  ],
  [2, 0, 'has 0 machines, and has no place for 2 of the platform’s pods', 'write size: 2;'],
])('%d routers find no place on %d machines', (replicas, size, reason, remedy) => {
  const { environment: loaded } = load({
    'environment.yaml': environment([controlPlane, workers, infra('m7g.2xlarge', '3')]),
  });
  const plan = {
    ...loaded,
    cluster: { ...loaded.cluster, pools: loaded.cluster.pools.map((pool) => ({ ...pool, size })) },
  };
  const workloads = [
    platformWorkload(
      'openshift-ingress/router',
      replicas,
      { cpu: '100m', memory: '256Mi' },
      {
        apart: true,
        scheduling: { nodeSelector: { [infraLabel]: '' }, tolerations: [{ key: infraLabel, operator: 'Exists' }] },
      },
    ),
  ];
  const findings = capacityFindings(plan, workloads, evaluate(plan, workloads));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.reason).toContain(reason);
  expect(findings[0]?.remedy).toContain(remedy);
});

/** The pool of `withGitLab` for Gitaly, and a workload for it. */
const gitaly = (memory: string, zones: readonly string[] = ['us-east-1a', 'us-east-1b', 'us-east-1c']) => {
  const { environment: loaded } = load({ 'environment.yaml': withGitLab });
  const plan = {
    ...loaded,
    cluster: {
      ...loaded.cluster,
      pools: loaded.cluster.pools.map((pool) => (pool.name === 'gitaly' ? { ...pool, zones } : pool)),
    },
  };
  const workloads = [
    platformWorkload(
      'gitlab/gitaly',
      3,
      { cpu: '7', memory },
      {
        volumes: 1,
        apart: true,
        scheduling: {
          nodeSelector: { 'commons-platform/pool': 'gitaly' },
          tolerations: [{ key: 'commons-platform/purpose', operator: 'Equal', value: 'gitaly', effect: 'NoSchedule' }],
        },
      },
    ),
  ];
  return capacityFindings(plan, workloads, evaluate(plan, workloads));
};

test('30G of Gitaly does not fit a machine of 32 GiB, what the machine leaves does, and it is down while that is drained', () => {
  const [finding, ...others] = gitaly('30G');
  expect(others).toEqual([]);
  expect(finding?.path).toEqual(['cluster', 'pools', 2]);
  expect(finding?.reason).toContain('gitlab/gitaly (7 CPUs, 28 GiB, 1 volumes)');
  expect(finding?.remedy).toContain('instanceTypes: [r7g.2xlarge]');
  expect(gitaly('24Gi')).toEqual([]);
});

test('a pod whose disk is in a zone with another machine has to find room on that', () => {
  const { environment: loaded } = load({ 'environment.yaml': environment([controlPlane, workers]) });
  const small = { ...loaded, zones: ['us-east-1a'] };
  const plan = {
    ...small,
    cluster: { ...small.cluster, pools: small.cluster.pools.map((pool) => ({ ...pool, size: 2 })) },
  };
  const disks = (cpu: string) => {
    const workloads = [platformWorkload('databases/a', 2, { cpu, memory: '1Gi' }, { volumes: 1 })];
    return evaluate(plan, workloads).shortfalls.map(({ pool, when }) => `${pool ?? ''}: ${when}`);
  };
  expect(disks('1')).toEqual([]);
  expect(disks('2')).toEqual(['workers: one machine fewer']);
});

test('a pool that begins too small and quotas that nobody could honour are warnings', async () => {
  const fewer = workers.replace('minimum: 3', 'minimum: 0');
  expect(await found(environment([controlPlane, fewer, infra('m7g.2xlarge', '3')]))).toEqual({
    findings: [],
    warnings: [expect.stringMatching(/^cluster\.pools\.1\.size\.minimum: workers starts with 0 machines/)],
  });
  const tenant = `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
quota: { cpu: 60, memoryGiB: 10, storageGiB: 10, because: 'It computes the maps of the whole world every night' }
hosts: [site.commons.example]
services:
  - { kind: web-application, image: 'quay.io/commons-example/site:stable' }
`;
  const { warnings } = await computeCapacity(load({ 'tenants/site.yaml': tenant }), kinds);
  expect(warnings.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^tenants’ quotas add up to 60 CPUs and 10 GiB, and workers have \d+ CPUs/),
  ]);
});

/** The documentation of Logging 6.6: "Total CPU requests" and "Total memory requests" of each size. */
test.each<[LokiSize, number, number]>([
  ['1x.extra-small', 14, 31],
  ['1x.small', 34, 67],
  ['1x.medium', 54, 139],
])('Loki’s %s adds up to what its makers say', (size, cpus, memoryGiB) => {
  const all = lokiComponents(size);
  const total = (of: (each: (typeof all)[number]) => number) =>
    all.reduce((sum, each) => sum + each.replicas * of(each), 0);
  expect(Math.abs(total(({ cpu }) => toMilliCpu(cpu)) / 1000 - cpus)).toBeLessThanOrEqual(2);
  expect(Math.abs(total(({ memory }) => toMebibytes(memory)) / 1024 - memoryGiB)).toBeLessThanOrEqual(1);
});

test('machines are spread over zones as their sets are', () => {
  const { environment: loaded } = load({
    'environment.yaml': environment([controlPlane, workers.replace('{ minimum: 3, maximum: 6 }', '5')]),
  });
  const zones = toMachines(loaded, 'maximum')
    .filter(({ pool }) => pool === 'workers')
    .map(({ zone }) => zone);
  for (const { zone, maximum } of zoneSizes(5, loaded.zones)) {
    expect(zones.filter((each) => each === zone)).toHaveLength(maximum);
  }
});
