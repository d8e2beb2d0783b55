import { z } from 'zod';
import { architecture, instanceTypes, reason, shortName } from './fields';
import { sysctlsSchema } from './sysctls';

const count = z.int().min(0).max(100);

/**
 * Most processes and threads of a pod, the kubelet's `podPidsLimit`. With less than 1,024 busy web servers run out; the kernel
 * has 4,194,304 for the whole node.
 */
export const podPidsLimit = z
  .int()
  .min(1024)
  .max(1_000_000)
  .describe('maximum number of processes and threads in a pod (podPidsLimit)');

/** CPU and memory that the kubelet reserves for the system; with too little, a node hangs before it evicts a pod. */
export const systemReserved = z
  .union([
    z.literal('automatic'),
    z.strictObject({
      cpu: z.number().min(0.1).max(32).describe('CPUs, like 0.5'),
      memoryMiB: z.int().min(512).max(65536).describe('MiB'),
    }),
  ])
  .describe('resources that the kubelet reserves for the system: automatic, by machine size, or { cpu, memoryMiB }');

/** A pool: machines that are alike. */
export const poolSchema = z.strictObject({
  name: shortName(20).describe('name of the pool, unique in the environment'),
  role: z.enum(['control-plane', 'worker']).default('worker').describe('control-plane or worker'),
  owner: z
    .enum(['cloudformation', 'machine-api'])
    .default('machine-api')
    .describe(
      'what creates the machines: cloudformation, which works before the cluster runs, or machine-api, from inside the cluster',
    ),
  architecture,
  instanceTypes,
  zones: z.array(z.string()).min(1).optional().describe('zones of the pool; all zones of the environment if left out'),
  size: z
    .union([
      count,
      z.strictObject({
        minimum: count.describe('minimum number of machines'),
        maximum: count.describe('maximum number of machines'),
      }),
    ])
    .describe('number of machines, or { minimum, maximum } for autoscaling')
    .meta({ examples: [3] }),
  volume: z
    .strictObject({
      sizeGiB: z.int().min(100).max(16384).describe('size in GiB; OpenShift needs at least 100'),
      iops: z.int().min(3000).max(16000).default(3000).describe('IOPS of a gp3 volume'),
      throughputMiBps: z.int().min(125).max(1000).default(125).describe('throughput of a gp3 volume in MiB/s'),
    })
    .default({ sizeGiB: 120, iops: 3000, throughputMiBps: 125 })
    .describe('root volume, encrypted gp3'),
  labels: z.record(z.string(), z.string()).default({}).describe('node labels'),
  taints: z
    .array(
      z.strictObject({
        key: z
          .string()
          .describe('key of the taint')
          .meta({ examples: ['commons-platform/purpose'] }),
        value: z.string().optional().describe('value of the taint'),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .describe('effect on pods without a matching toleration'),
      }),
    )
    .default([])
    .describe('node taints'),
  capacity: z
    .union([z.literal('on-demand'), z.strictObject({ spot: reason })])
    .default('on-demand')
    .describe('on-demand, or { spot: <reason why losing a machine is safe> }'),
  tuning: z
    .strictObject({
      sysctls: sysctlsSchema,
      podPidsLimit: podPidsLimit.optional(),
      systemReserved: systemReserved.optional(),
    })
    .optional()
    .describe(
      'configuration of this pool’s machines in addition to the configuration of all; machines reboot to apply it',
    ),
});

type DeclaredPool = z.input<typeof poolSchema>;

const interruptible = { spot: 'GitLab starts a CI job again when its machine is taken away' };

const ciPool = (architecture: DeclaredPool['architecture'], type: string): DeclaredPool => ({
  name: `ci-${architecture}`,
  architecture,
  instanceTypes: [type],
  size: { minimum: 0, maximum: 4 },
  labels: { 'commons-platform/purpose': 'ci' },
  taints: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
  capacity: interruptible,
});

/**
 * The pools of an environment that declares none: an amd64 control plane, arm64 workers, infra, and CI for both architectures.
 */
export const defaultPools: readonly DeclaredPool[] = [
  {
    name: 'control-plane',
    role: 'control-plane',
    owner: 'cloudformation',
    architecture: 'amd64',
    instanceTypes: ['m6i.xlarge'],
    size: 3,
    volume: { sizeGiB: 120, iops: 4000 },
  },
  { name: 'workers', architecture: 'arm64', instanceTypes: ['m7g.xlarge'], size: { minimum: 3, maximum: 6 } },
  {
    name: 'infra',
    architecture: 'arm64',
    instanceTypes: ['m7g.2xlarge'],
    size: 3,
    labels: { 'node-role.kubernetes.io/infra': '' },
    taints: [{ key: 'node-role.kubernetes.io/infra', effect: 'NoSchedule' }],
  },
  ciPool('arm64', 'c7g.2xlarge'),
  ciPool('amd64', 'c7i.2xlarge'),
];
