import { z } from 'zod';
import { openShiftReleaseNames } from '../data/openshift-releases';
import { domainName, reason, refusal, shortName } from './fields';

const count = z.int().min(0).max(100);

/** Machines of one kind. */
const poolSchema = z.strictObject({
  name: shortName(20).describe('name of the pool, unique in the environment'),
  role: z.enum(['control-plane', 'worker']).default('worker').describe('control-plane or worker'),
  owner: z
    .enum(['cloudformation', 'machine-api'])
    .default('machine-api')
    .describe('who makes the machines: cloudformation before the cluster lives, machine-api from inside it'),
  architecture: z.enum(['amd64', 'arm64']).describe('amd64 or arm64'),
  instanceTypes: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9-]+\.[a-z0-9]+$/,
          refusal('is not an EC2 instance type', 'write family and size, like m7g.xlarge'),
        ),
    )
    .min(1)
    .describe('EC2 instance types, the preferred first'),
  zones: z.array(z.string()).min(1).optional().describe('zones of the pool; all zones of the environment if left out'),
  size: z
    .union([
      count,
      z.strictObject({
        minimum: count.describe('machines that are always there'),
        maximum: count.describe('machines there are at most'),
      }),
    ])
    .describe('a number of machines, or { minimum, maximum } for automatic scaling'),
  volume: z
    .strictObject({
      sizeGiB: z.int().min(100).max(16384).describe('GiB, at least 100 for OpenShift'),
      iops: z.int().min(3000).max(16000).default(3000).describe('I/O operations a second of a gp3 volume'),
      throughputMiBps: z.int().min(125).max(1000).default(125).describe('MiB a second of a gp3 volume'),
    })
    .default({ sizeGiB: 120, iops: 3000, throughputMiBps: 125 })
    .describe('root volume, encrypted gp3'),
  labels: z.record(z.string(), z.string()).default({}).describe('node labels'),
  taints: z
    .array(
      z.strictObject({
        key: z.string().describe('key of the taint'),
        value: z.string().optional().describe('value of the taint'),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .describe('what happens to pods that do not tolerate it'),
      }),
    )
    .default([])
    .describe('node taints'),
  capacity: z
    .union([z.literal('on-demand'), z.strictObject({ spot: reason })])
    .default('on-demand')
    .describe('on-demand, or { spot: <reason why losing a machine is safe> }'),
});

/** The OpenShift cluster and the machines it runs on. */
export const clusterSchema = z
  .strictObject({
    name: shortName(14).describe('name of the cluster; its domain is <name>.<baseDomain>'),
    baseDomain: domainName.describe('public zone of the environment, delegated from one of its domains'),
    release: z
      .enum(openShiftReleaseNames)
      .default('4.20')
      .describe(`OpenShift minor release, in quotes: ${openShiftReleaseNames.join(', ')}`),
    payload: z
      .enum(['multi', 'single-architecture'])
      .default('multi')
      .describe('multi runs pools of both architectures, single-architecture only that of the control plane'),
    pools: z
      .array(poolSchema)
      .default([
        {
          name: 'control-plane',
          role: 'control-plane',
          owner: 'cloudformation',
          architecture: 'amd64',
          instanceTypes: ['m6i.xlarge'],
          size: 3,
          volume: { sizeGiB: 120, iops: 4000, throughputMiBps: 125 },
          labels: {},
          taints: [],
          capacity: 'on-demand',
        },
        {
          name: 'workers',
          role: 'worker',
          owner: 'machine-api',
          architecture: 'arm64',
          instanceTypes: ['m7g.xlarge'],
          size: { minimum: 3, maximum: 6 },
          volume: { sizeGiB: 120, iops: 3000, throughputMiBps: 125 },
          labels: {},
          taints: [],
          capacity: 'on-demand',
        },
      ])
      .describe('node pools; an amd64 control plane with arm64 workers if left out'),
  })
  .describe('the OpenShift cluster');
