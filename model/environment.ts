import { z } from 'zod';
import type { PinnedImages } from './images';
import type { Immutable } from './immutable';
import { accessSchema } from './schema/access';
import { backupSchema } from './schema/backup';
import { cachesSchema } from './schema/caches';
import { certificatesSchema } from './schema/certificates';
import { clusterSchema } from './schema/cluster';
import { databasesSchema } from './schema/databases';
import { directorySchema } from './schema/directory';
import { dnsSchema } from './schema/dns';
import { edgeSchema } from './schema/edge';
import { domainName, httpsUrlLike, refusal, region } from './schema/fields';
import { gitlabSchema } from './schema/gitlab';
import { hostsSchema } from './schema/hosts';
import { logsSchema } from './schema/logs';
import { mailSchema } from './schema/mail';
import { networkSchema } from './schema/network';
import { observabilitySchema } from './schema/observability';
import { repositorySchema } from './schema/repository';
import { resolverSchema } from './schema/resolver';
import { singleSignOnSchema } from './schema/single-sign-on';
import { storageSchema } from './schema/storage';
import type { DeclaredService } from './kinds/declared-service';
import type { RecordDeclaration } from './schema/records';
import type { SigningKey } from './signing-keys';
import type { Tenant } from './tenant';

/** Contents of `environment.yaml`. */
export const environmentSchema = z
  .strictObject({
    community: z
      .string()
      .min(1)
      .describe('display name of the community')
      .meta({ examples: ['The Commons'] }),
    account: z
      .string()
      .regex(/^\d{12}$/, refusal('is not an AWS account number', 'write its twelve digits in quotes'))
      .describe('AWS account id: twelve digits, in quotes')
      .meta({ examples: ['111122223333'] }),
    region: region.describe('AWS region like us-east-1').meta({ examples: ['us-east-1'] }),
    zones: z
      .array(
        z
          .string()
          .regex(
            /^[a-z]{2}(-[a-z]+)+-\d[a-h]$/,
            refusal('is not an availability zone', 'write region and letter, like us-east-1a'),
          ),
      )
      .min(1)
      .max(6)
      .describe('availability zones, like us-east-1a; the order does not matter')
      .meta({ examples: [['us-east-1a', 'us-east-1b', 'us-east-1c']] }),
    domains: z
      .array(domainName)
      .min(1)
      .describe('registered domains of the community, hosted at a DNS provider outside AWS'),
    repository: repositorySchema,
    docsUrl: httpsUrlLike('https://docs.commons.example')
      .optional()
      .describe(
        'URL of a copy of the documentation for alerts to link to; by default the documentation of the version in use',
      ),
    singleSignOn: singleSignOnSchema,
    certificates: certificatesSchema,
    network: networkSchema,
    privateZones: z
      .array(domainName)
      .default([])
      .describe('additional private DNS zones, which resolve inside the VPC only'),
    resolver: resolverSchema
      .optional()
      .describe('name resolution between the VPC and other sites, with Route 53 Resolver'),
    cluster: clusterSchema,
    dns: dnsSchema,
    edge: edgeSchema,
    access: accessSchema,
    storage: storageSchema,
    backup: backupSchema,
    databases: databasesSchema,
    caches: cachesSchema,
    gitlab: gitlabSchema.optional(),
    directory: directorySchema.optional().describe('FreeIPA replicas on EC2; see docs/directory.md'),
    hosts: hostsSchema,
    logs: logsSchema,
    mail: mailSchema.optional(),
    observability: observabilitySchema,
    tenancy: z
      .strictObject({
        stacks: z
          .int()
          .min(1)
          .max(500)
          .default(8)
          .describe(
            'number of stacks over which tenants are distributed by name; changing it moves tenants between stacks, see the runbook',
          ),
      })
      .prefault({})
      .describe('how tenants are deployed'),
  })
  .describe('one environment of the platform');

/** One environment, checked, with all defaults filled in, and deeply frozen. */
export type Environment<Service extends DeclaredService = DeclaredService> = Immutable<
  z.output<typeof environmentSchema>
> & {
  /** Name of its folder. */
  readonly name: string;
  /** Ordered by name. */
  readonly tenants: readonly Tenant<Service>[];
  /** Digests and architectures of its images, from `images.yaml`; empty before `commons images pin` has run. */
  readonly images: PinnedImages;
  /** DNS records that people declare, from the files in `records`. */
  readonly records: readonly Immutable<RecordDeclaration>[];
  /** GPG keys of the engineers who may deliver, in the order of the environment file; empty if delivery is unsigned. */
  readonly signingKeys: readonly SigningKey[];
};

/** A node pool as an environment declares it. */
export type NodePool = Environment['cluster']['pools'][number];

/** Hosts of a GitLab runner as an environment declares them. */
export type RunnerHost = Environment['hosts']['runners'][number];

/** A host of the community's own as an environment declares it; it has a machine in each of its zones. */
export type HostEntry = Environment['hosts']['machines'][number];

/** Pools of workers that CloudFormation owns. */
export const cloudPools = ({ cluster }: Pick<Environment, 'cluster'>): readonly NodePool[] =>
  cluster.pools.filter(({ role, owner }) => role === 'worker' && owner === 'cloudformation');

/** The pool whose machines run the routers; undefined if routers run on any worker. */
export const routerPool = ({ cluster: { pools, ingress } }: Pick<Environment, 'cluster'>): NodePool | undefined =>
  pools.find(({ name, role }) => role === 'worker' && name === (ingress.pool ?? 'infra'));

/** `<cluster name>.<base domain>`: everything OpenShift serves itself is below it. */
export const clusterDomain = ({ cluster }: Pick<Environment, 'cluster'>): string =>
  `${cluster.name}.${cluster.baseDomain}`;
