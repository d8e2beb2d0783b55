import { changed, minimalEnvironment, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

const pools = (from: string, to: string) =>
  changed(minimalEnvironment, 'edge:\n', `  pools:\n${changed(minimalPools, from, to)}edge:\n`);
const type = '23:23 cluster.pools[1].instanceTypes[0]:';

test.each<[string, string, string, string]>([
  [
    'a zone the environment has not',
    pools('size: 6', 'size: 6\n      zones: [us-east-1a, us-east-1d]'),
    '25:27 cluster.pools[1].zones[1]: us-east-1d is not a zone of this environment',
    'write one of: us-east-1a, us-east-1b, us-east-1c',
  ],
  [
    'an x86 type in an arm64 pool',
    pools('m7g.xlarge', 'm7i.xlarge'),
    `${type} is amd64, but the pool is arm64`,
    'use one of: m6g, m6gd, m7g, m7gd, m8g',
  ],
  [
    'a Graviton type in an amd64 pool, with others of its kind',
    pools('m6i.xlarge', 'r7g.xlarge'),
    '20:105 cluster.pools[0].instanceTypes[0]: is arm64, but the pool is amd64',
    'use one of: r5, r6a, r6i, r7a, r7i',
  ],
  [
    'the second type of a pool',
    pools('m7g.xlarge', 'm7g.xlarge, t3.large')
      .replace('    - name: workers\n', '    - name: workers\n      owner: cloudformation\n')
      .replace('cluster:\n', 'cluster:\n  toolsImage: quay.io/x/y:z\n'),
    '25:35 cluster.pools[1].instanceTypes[1]: is amd64, but the pool is arm64',
    'use one of: t4g',
  ],
  [
    'a second type that the machine API could not choose',
    pools('m7g.xlarge', 'm7g.xlarge, m6g.xlarge'),
    '23:35 cluster.pools[1].instanceTypes[1]: is a second type, but the machine API makes machines of one type',
    'declare a second pool, or write owner: cloudformation',
  ],
  [
    'machines that nobody would admit',
    pools('size: 6', 'size: 6\n      owner: cloudformation'),
    '25:14 cluster.pools[1].owner: is cloudformation, but no CSR approver in the cluster would admit its machines',
    'write cluster.toolsImage, the image of this repository, or leave the owner out',
  ],
  [
    'a name that the machine configuration has taken',
    pools('name: workers', 'name: worker'),
    '21:13 cluster.pools[1].name: worker is a node role of OpenShift itself',
    'choose another, like workers',
  ],
  [
    'a name that Kubernetes would refuse',
    pools('name: workers', 'name: Workers_1'),
    '21:13 cluster.pools[1].name: is not a name that AWS, DNS and Kubernetes all accept',
    'use lower-case letters, digits and single hyphens, beginning with a letter',
  ],
  [
    'a size that the family does not have',
    pools('m7g.xlarge', 'm7g.3xlarge'),
    `${type} m7g.3xlarge is not a size of m7g that this project knows`,
    'write one like m7g.xlarge',
  ],
  [
    'a throughput that the machine API cannot ask for',
    pools('size: 6', 'size: 6\n      volume: { sizeGiB: 120, throughputMiBps: 250 }'),
    '25:48 cluster.pools[1].volume.throughputMiBps: is 250, but the machine API cannot set it before OpenShift 4.21',
    'leave it out, which is 125, or write owner: cloudformation',
  ],
  [
    'a control plane with too few processors for the installer',
    pools('[m6i.xlarge]', '[m6i.large]'),
    '20:105 cluster.pools[0].instanceTypes[0]: has 2 vCPU and 8 GiB, but the installer requires 4 vCPU and 16 GiB for a control-plane',
    'choose a larger one, such as m6i.xlarge',
  ],
  [
    'a control plane with too little memory for the installer',
    pools('[m6i.xlarge]', '[c6i.xlarge]'),
    '20:105 cluster.pools[0].instanceTypes[0]: has 4 vCPU and 8 GiB, but the installer requires 4 vCPU and 16 GiB for a control-plane',
    'choose a larger one, such as m6i.xlarge',
  ],
  [
    'workers with too little memory for the installer',
    pools('m7g.xlarge', 't4g.medium'),
    `${type} has 2 vCPU and 4 GiB, but the installer requires 2 vCPU and 8 GiB for a worker`,
    'choose a larger one, such as m7g.large',
  ],
  [
    'workers with too few processors for the installer',
    pools('m7g.xlarge', 'r7g.medium'),
    `${type} has 1 vCPU and 8 GiB, but the installer requires 2 vCPU and 8 GiB for a worker`,
    'choose a larger one, such as m7g.large',
  ],
  [
    'a type named twice',
    pools('m7g.xlarge', 'm7g.xlarge, m7g.xlarge')
      .replace('    - name: workers\n', '    - name: workers\n      owner: cloudformation\n')
      .replace('cluster:\n', 'cluster:\n  toolsImage: quay.io/x/y:z\n'),
    '25:35 cluster.pools[1].instanceTypes[1]: repeats instanceTypes[0]',
    'name each type once',
  ],
  [
    'a label that Kubernetes would refuse',
    pools('size: 6', "size: 6\n      labels: { 'a b': c }"),
    '25:24 cluster.pools[1].labels.a b: is not a valid key for Kubernetes',
    'write it like commons-platform/purpose: at most 63 letters, digits, dots, dashes and underscores after the slash',
  ],
  [
    'a label that the platform sets',
    pools('size: 6', 'size: 6\n      labels: { commons-platform/pool: x }'),
    '25:40 cluster.pools[1].labels.commons-platform/pool: is set by Kubernetes or this platform itself',
    'leave it out, or choose another key',
  ],
  [
    'a value of a taint that Kubernetes would refuse',
    pools('size: 6', 'size: 6\n      taints: [{ key: a, value: -b, effect: NoSchedule }]'),
    '25:33 cluster.pools[1].taints[0].value: is not a valid value for Kubernetes',
    'use at most 63 letters, digits, dots, dashes and underscores, beginning and ending with a letter or digit',
  ],
  [
    'a taint named twice',
    pools(
      'size: 6',
      'size: 6\n      taints: [{ key: a, effect: NoSchedule }, { key: a, value: b, effect: NoSchedule }]',
    ),
    '25:48 cluster.pools[1].taints[1]: repeats key and effect of taints[0]',
    'name each taint once',
  ],
  [
    'letters for a number',
    pools('size: 6', "size: 6\n      tuning: { sysctls: { vm.max_map_count: 'abc' } }"),
    '25:46 cluster.pools[1].tuning.sysctls.vm.max_map_count: is not a number, which the parameter takes',
    "write it in digits and in quotes: '65536'",
  ],
  [
    'an empty setting of the kernel',
    pools('size: 6', "size: 6\n      tuning: { sysctls: { vm.max_map_count: ' ' } }"),
    '25:46 cluster.pools[1].tuning.sysctls.vm.max_map_count: is not a value of a kernel parameter',
    "write it in quotes: '65536'",
  ],
  [
    'no packets for pods',
    pools('size: 6', "size: 6\n      tuning: { sysctls: { net.ipv4.ip_forward: '0' } }"),
    '25:49 cluster.pools[1].tuning.sysctls.net.ipv4.ip_forward: would keep packets from pods',
    'leave it out: the network of the cluster sets it',
  ],
  [
    'a kernel parameter that is none',
    pools('size: 6', "size: 6\n      tuning: { sysctls: { swap: '1' } }"),
    '25:28 cluster.pools[1].tuning.sysctls.swap: is not a kernel parameter',
    'write it like fs.inotify.max_user_watches',
  ],
  [
    'a family nearly known',
    pools('m7g.xlarge', 'c7gx.xlarge'),
    `${type} c7gx is not an instance family this project knows`,
    'did you mean c7g?',
  ],
  [
    'the smallest above the largest size',
    pools('size: 6', 'size: { minimum: 6, maximum: 5 }'),
    '24:36 cluster.pools[1].size.maximum: is less than the minimum',
    'write 6 or more',
  ],
  [
    'an arm64 pool in a cluster of one architecture',
    pools('size: 6', 'size: 6').replace('pools:', 'payload: single-architecture\n  pools:'),
    '23:21 cluster.pools[1].architecture: is arm64, which the single-architecture release of this cluster does not run',
    'set cluster.payload to multi, or use the architecture of the control plane',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(report({ 'environment.yaml': text })).toEqual([`environment.yaml:${place}`, remedy]);
});

test.each(['supercomputer.large', 'constructor.large'])(
  'the unknown family of %s is refused with those known',
  (unknown) => {
    const [said, remedy] = report({ 'environment.yaml': pools('m7g.xlarge', unknown) });
    expect(said).toBe(
      `environment.yaml:${type} ${unknown.split('.')[0] ?? ''} is not an instance family this project knows`,
    );
    expect(remedy).toMatch(/^use one of: c5, .*, m7g, /);
  },
);

test.each([
  ['the smallest machines', pools('m7g.xlarge', 'm7g.large')],
  ['the smallest burstable machines', pools('m7g.xlarge', 't4g.large')],
  ['one size', pools('size: 6', 'size: { minimum: 6, maximum: 6 }')],
  ['no machine', pools('size: 6', 'size: 0')],
  [
    'one architecture',
    pools('arm64', 'amd64').replace('m7g', 'm7i').replace('pools:', 'payload: single-architecture\n  pools:'),
  ],
])('a pool of %s is taken', (_, text) => {
  expect(report({ 'environment.yaml': text })).toEqual([]);
});

test.each([
  ['vm.max_map_count', '262144'],
  ['net.ipv4.ip_local_port_range', '1024  65000'],
  ['kernel.sched_rt_runtime_us', '-1'],
  ['net.ipv4.tcp_congestion_control', 'bbr'],
  ['net.core.default_qdisc', 'fq_codel'],
  ['net.ipv4.ip_forward', '1'],
])('%s may be %s', (name, value) => {
  const yaml = pools('size: 6', `size: 6\n      tuning: { sysctls: { ${name}: '${value}' } }`);
  expect(report({ 'environment.yaml': yaml })).toEqual([]);
});
