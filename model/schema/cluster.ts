import { z } from 'zod';
import { openShiftReleaseNames } from '../data/openshift-releases';
import { imagePatterns } from '../formats/image-patterns';
import { containerImage, domainName, reason, refusal, shortName } from './fields';
import { defaultPools, podPidsLimit, poolSchema, systemReserved } from './pool';
import { additionalTrustBundle, proxySchema } from './proxy';
import { signaturesSchema } from './signatures';

const registry = z
  .string()
  .regex(
    new RegExp(`^${imagePatterns.source}$`),
    refusal('is not a registry or repository', 'write it without scheme and tag, like quay.io/commons'),
  );

const ingressSchema = z.strictObject({
  balancer: z
    .enum(['classic', 'network'])
    .default('classic')
    .describe('classic passes client addresses on by PROXY protocol; network has no configurable idle timeout'),
  idleTimeoutSeconds: z
    .int()
    .min(60)
    .max(4000)
    .default(300)
    .describe('idle timeout of a classic load balancer, in seconds'),
  replicas: z.int().min(2).max(20).default(2).describe('number of router pods, each on its own machine'),
  pool: z
    .string()
    .optional()
    .describe('node pool that runs the routers; by default infra if it exists, otherwise any worker'),
});

const nodesSchema = z.strictObject({
  podPidsLimit: podPidsLimit.default(4096),
  systemReserved: systemReserved.default('automatic'),
  registryMirrors: z
    .array(
      z.strictObject({
        source: registry
          .describe('registry or repository that image references name')
          .meta({ examples: ['docker.io'] }),
        mirrors: z
          .array(registry)
          .min(1)
          .describe('mirrors to try first, in order')
          .meta({ examples: [['registry.commons.example/docker-io']] }),
      }),
    )
    .default([])
    .describe('mirrors of image registries, used for images of the installation too'),
});

/** The OpenShift cluster and the machines it runs on. */
export const clusterSchema = z
  .strictObject({
    name: shortName(14).describe('name of the cluster; its domain is <name>.<baseDomain>'),
    baseDomain: domainName.describe('public DNS zone of the environment, delegated from one of its domains'),
    addressFamily: z
      .enum(['ipv4', 'dual-stack'])
      .default('ipv4')
      .describe('addresses of pods: ipv4, or dual-stack from the release on that has it on AWS'),
    release: z
      .enum(openShiftReleaseNames)
      .default('4.20')
      .describe(`OpenShift minor release, in quotes: ${openShiftReleaseNames.join(', ')}`),
    payload: z
      .enum(['multi', 'single-architecture'])
      .default('multi')
      .describe('multi supports pools of both architectures, single-architecture only that of the control plane'),
    phase: z
      .enum(['bootstrapping', 'running'])
      .default('bootstrapping')
      .describe(
        'bootstrapping while the bootstrap machine is needed; running once the control plane is up, which removes that machine',
      ),
    api: z
      .union([
        z.enum(['peers', 'vpc']),
        z.strictObject({ everyone: reason }).describe('{ everyone: <reason> } for the whole internet'),
      ])
      .default('peers')
      .describe(
        'who can reach the Kubernetes API: peers (edge.peers), vpc only (the installer uses cluster tunnel), or { everyone: <reason> }',
      ),
    cryptography: z
      .enum(['standard', 'fips'])
      .default('standard')
      .describe(
        'fips makes machines use FIPS-validated modules only; set at installation and immutable; requires amd64 in all pools; does not cover libraries inside container images',
      ),
    proxy: proxySchema.optional(),
    additionalTrustBundle: additionalTrustBundle.optional(),
    ingress: ingressSchema.prefault({}).describe('ingress: how requests reach hosts of the cluster'),
    nodes: nodesSchema.prefault({}).describe('configuration that applies to every machine'),
    toolsImage: containerImage
      .optional()
      .describe('image of this program, which runs the CSR approver for pools that CloudFormation owns'),
    signatures: signaturesSchema,
    pools: z
      .array(poolSchema)
      .prefault([...defaultPools])
      .describe('node pools; an amd64 control plane, arm64 workers, infra and CI pools if left out'),
  })
  .describe('the OpenShift cluster');
