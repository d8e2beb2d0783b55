import { z } from 'zod';
import { openShiftReleaseNames } from '../data/openshift-releases';
import { containerImage, domainName, reason, refusal, shortName } from './fields';
import { defaultPools, podPidsLimit, poolSchema, systemReserved } from './pool';
import { additionalTrustBundle, proxySchema } from './proxy';
import { signaturesSchema } from './signatures';

const registry = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/,
    refusal('is not a registry or repository', 'write it without scheme and tag, like quay.io/commons'),
  );

const ingressSchema = z.strictObject({
  balancer: z
    .enum(['classic', 'network'])
    .default('classic')
    .describe('classic hands on client addresses by PROXY protocol; network has no idle time-out to set'),
  idleTimeoutSeconds: z
    .int()
    .min(60)
    .max(4000)
    .default(300)
    .describe('seconds until a classic balancer cuts a silent connection'),
  replicas: z.int().min(2).max(20).default(2).describe('routers, each on a machine of its own'),
  pool: z
    .string()
    .optional()
    .describe('the pool whose machines carry the routers; left out: infra if there is one, else any worker'),
});

const nodesSchema = z.strictObject({
  podPidsLimit: podPidsLimit.default(4096),
  systemReserved: systemReserved.default('automatic'),
  registryMirrors: z
    .array(
      z.strictObject({
        source: registry.describe('registry or repository that images name').meta({ examples: ['docker.io'] }),
        mirrors: z
          .array(registry)
          .min(1)
          .describe('where they are looked for first')
          .meta({ examples: [['registry.commons.example/docker-io']] }),
      }),
    )
    .default([])
    .describe('mirrors of image registries, also for the images of the installation'),
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
    phase: z
      .enum(['bootstrapping', 'running'])
      .default('bootstrapping')
      .describe('bootstrapping has the machine that starts the control plane; running, once that is done, has not'),
    api: z
      .union([
        z.enum(['peers', 'vpc']),
        z.strictObject({ everyone: reason }).describe('{ everyone: <reason> } for the whole internet'),
      ])
      .default('peers')
      .describe(
        'who reaches the Kubernetes API: edge.peers, only the vpc (the installer comes in by cluster tunnel), or { everyone: <reason> }',
      ),
    cryptography: z
      .enum(['standard', 'fips'])
      .default('standard')
      .describe(
        'fips has machines use validated modules alone; it is chosen at the installation and cannot be changed, needs amd64 throughout, and says nothing of what images bring along',
      ),
    proxy: proxySchema.optional(),
    additionalTrustBundle: additionalTrustBundle.optional(),
    ingress: ingressSchema.prefault({}).describe('how requests reach the hosts of the cluster'),
    nodes: nodesSchema.prefault({}).describe('what every machine is configured with'),
    toolsImage: containerImage
      .optional()
      .describe(
        'image of this repository, for what it runs in the cluster: admission of pools that CloudFormation owns',
      ),
    signatures: signaturesSchema,
    pools: z
      .array(poolSchema)
      .prefault([...defaultPools])
      .describe('node pools; an amd64 control plane, arm64 workers, infra and CI pools if left out'),
  })
  .describe('the OpenShift cluster');
